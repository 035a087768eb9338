import type { AccountId } from '@hubbub/protocol'
import type { Put, Row } from '../../feeds/change-set.ts'
import { settled } from '../../feeds/commits.ts'
import { serverFeed, userFeed } from '../../feeds/feed-ids.ts'
import { ownOnce } from '../../feeds/once.ts'
import { removedMention } from '../../messages/mention-rows.ts'
import type { Ports } from '../../ports/ports.ts'
import { Refusal } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { leaveAllRooms } from './leave-rooms.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/**
 * What is left of an account after its row went: its places in rooms, where others see it, then the rows of its own
 * feed. Every step may be done again, so that a crash, or two nodes at once, do no harm.
 */
const prefix = 'account-cleanup.'

const rowsAtOnce = 150

/** Names an account whose clean-up is not done. */
export const cleanupFact = (account: AccountId): Put<'fact'> => ({
  op: 'put',
  kind: 'fact',
  id: prefix + account,
  feed: serverFeed,
  columns: {},
  text: '{}',
})

/** Goes on with the clean-ups of deleted accounts; answers how many are done with. Asked at start and now and then. */
export async function resumeAccountCleanups(ports: Needs): Promise<number> {
  const facts = await ports.store.read.inFeed('fact', serverFeed, { after: prefix, limit: 200 })
  const pending = facts.filter(({ id }) => id.startsWith(prefix))
  for (const { id } of pending) await cleanUp(ports, id.slice(prefix.length))
  return pending.length
}

/** The account is gone by now. Where the store is too busy for the rest, the fact keeps it for the next resume. */
export async function cleanUpAccount(ports: Needs, account: AccountId): Promise<void> {
  try {
    await cleanUp(ports, account)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
  }
}

async function cleanUp(ports: Needs, account: AccountId): Promise<void> {
  await leaveAllRooms(ports, account)
  await removeAll(ports, account, 'session')
  await removeAll(ports, account, 'key')
  await removeAll(ports, account, 'mention')
  await forget(ports, prefix + account)
}

async function removeAll(
  ports: Needs,
  account: AccountId,
  kind: 'session' | 'key' | 'mention',
): Promise<void> {
  const page = { limit: rowsAtOnce }
  for (;;) {
    const outcome = await ports.commits.decide(async () => {
      const rows: Row[] = await ports.store.read.inFeed(kind, userFeed(account), page)
      if (rows.length === 0) return settled('none')
      return changeSetOf(ownOnce(ports), ...rows.map((row) => removalOf(row, ports.clock.now())))
    })
    if (outcome.done === 'settled') return
  }
}

function removalOf(row: Row, at: number): SetPart {
  const { kind, id, feed } = row
  if (kind === 'mention') return removedMention(row as Row<'mention'>, at)
  const write = { op: 'remove', kind, id, feed, text: JSON.stringify({ id }), at } as const
  return { touches: [feed], expect: [unchanged(row)], writes: [write] }
}

async function forget(ports: Needs, id: string): Promise<void> {
  await ports.commits.decide(async () => {
    const fact = await ports.store.read.row('fact', id)
    if (!fact) return settled('forgotten')
    const at = ports.clock.now()
    return {
      once: ownOnce(ports),
      touches: [serverFeed],
      expect: [unchanged(fact)],
      writes: [{ op: 'remove', kind: 'fact', id, feed: serverFeed, text: '{}', at }],
    }
  })
}
