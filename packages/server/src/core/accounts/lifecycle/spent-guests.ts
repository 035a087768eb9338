import type { AccountId } from '@hubbub/protocol'
import { settled } from '../../feeds/commits.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { accountRows } from '../rows/account-rows.ts'
import { sessionsOf } from '../sessions/session-rows.ts'
import { cleanUpAccount } from './account-cleanup.ts'
import { hidingAccount } from './hide-account.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

const guestsAtOnce = 200

/**
 * A guest is a name held by a token. When the last session is over nobody can ever be that guest again, so the account
 * ends as if it was deleted: its name is free, its places in rooms go, and what it said stays without a name.
 */
export async function removeSpentGuests(ports: Needs, isStopped: () => boolean): Promise<void> {
  for (let removed = guestsAtOnce; removed === guestsAtOnce; ) {
    const guests = await ports.store.read.spentGuests(ports.clock.now(), guestsAtOnce)
    removed = 0
    for (const { id } of guests) {
      if (isStopped()) return
      if (await removeSpent(ports, id)) removed += 1
    }
  }
}

/** Looks again: an administrator, or another node, may have been faster. */
async function removeSpent(ports: Needs, id: AccountId): Promise<boolean> {
  const once = ownOnce(ports)
  const outcome = await ports.commits.decide(async () => {
    if (!(await ports.store.read.row('account', id))) return settled('gone')
    const sessions = await sessionsOf(ports, id)
    if (sessions.some(({ columns }) => columns.expiresAt > ports.clock.now())) return settled('here')
    return changeSetOf(once, ...(await hidingAccount(ports, await accountRows(ports, id))))
  })
  if (outcome.done === 'settled') return false
  await cleanUpAccount(ports, id)
  return true
}
