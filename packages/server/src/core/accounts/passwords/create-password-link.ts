import type { AccountId, InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { refuseActing } from '../lifecycle/may-act-on.ts'
import { newLink } from '../links/link-rows.ts'
import { type AccountRow, isActive, isPerson } from '../rows/account-rows.ts'
import { accountNamed } from '../rows/names.ts'
import { passwordLinkId } from './new-password.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>
type Answer = OutputOf<'password.createLink'>

/** For who forgot it. The maker sees the link once; the sessions end when it is used, not now. */
export async function createPasswordLink(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'password.createLink'>,
): Promise<Answer> {
  return linkFor(ports, {
    account: input.account,
    createdBy: caller.account,
    judge: (target) => refuseActing(caller, target),
  })
}

/** For who runs the machine: everybody's. */
export async function createPasswordLinkFor(ports: Needs, username: string): Promise<Answer> {
  const account = await accountNamed(ports, username)
  if (!account) {
    throw refuse('account.not-found', {
      detail: 'Nobody has this user name. In the web client Ctrl+K finds people and shows theirs.',
    })
  }
  return linkFor(ports, { account: account.id, judge: () => undefined })
}

interface Wanted {
  account: AccountId
  createdBy?: AccountId
  judge: (target: AccountRow) => void
}

async function linkFor(ports: Needs, { account: id, createdBy, judge }: Wanted): Promise<Answer> {
  const once = ownOnce(ports)
  const { link, part } = newLink(ports, {
    purpose: 'password',
    id: passwordLinkId(id),
    account: id,
    createdBy,
  })
  await ports.commits.decide(async () => {
    const account = await ports.store.read.row('account', id)
    if (!account) throw refuse('account.not-found')
    judge(account)
    if (!isPerson(account)) throw refuse('access.denied', { detail: 'Guests and bots have no password.' })
    if (!isActive(account)) throw refuse('access.denied', { detail: 'The account is deactivated.' })
    return changeSetOf(once, part, { touches: [account.feed], expect: [unchanged(account)], writes: [] })
  })
  return link
}
