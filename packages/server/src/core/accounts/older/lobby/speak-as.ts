import type { AccountId } from '@hubbub/protocol'
import { canJoin } from '../../../access.ts'
import type { AccountCaller } from '../../../caller.ts'
import { settled } from '../../../feeds/commits.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import { ownOnce } from '../../../feeds/once.ts'
import type { Ports } from '../../../ports/ports.ts'
import { refuse } from '../../../refusal.ts'
import { joiningWrites } from '../../../rooms/joining.ts'
import { loadRoom, unchanged } from '../../../rooms/load-room.ts'
import { checkNotBanned } from '../../../rooms/members/join-room.ts'
import { placeIn } from '../../../rooms/members/people.ts'
import { changeSetOf, type SetPart } from '../../../rooms/set-part.ts'
import { madeUpUsername } from '../../signing-up/create-guest.ts'
import { newAccountWrites } from '../../signing-up/new-account.ts'
import { contractOf } from '../contract-of.ts'
import { type Claim, claimOf, claimPut, factsOf } from './claim-rows.ts'
import type { Visitor } from './claim-name.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'settings'>

/**
 * Makes a guest account of a visitor who has something to say, and a member of the lobby. Before that a name is a claim
 * and nothing else: who signs in a thousand times leaves nothing behind.
 */
export async function speakAs(
  ports: Needs,
  caller: AccountCaller,
  { name, account, room: place }: Visitor & { room: string },
): Promise<AccountId> {
  const contract = contractOf(caller)
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const { id, row } = await claimOf(ports, contract, name)
    if (row?.columns.account !== account) throw refuse('auth.invalid-token')
    const claim = factsOf(row)
    const { room, member } = await loadRoom(ports, { ...caller, account }, place)
    if (claim.made && !(await ports.store.read.row('account', account))) throw refuse('account.not-found')
    if (claim.made && member) return settled('a member')
    if (!canJoin(room) && !member) throw refuse('room.not-found')
    await checkNotBanned(ports, room, account)
    if (room.columns.archived) throw refuse('room.archived')
    const places = await placeIn(ports, room.id)
    const now = ports.clock.now()
    const said: SetPart = {
      touches: [serverFeed],
      expect: [unchanged(row)],
      writes: claim.made ? [] : [claimPut(id, { ...claim, made: true }, now)],
    }
    const joining = joiningWrites({ room, account, role: 'member', now })
    const making = claim.made ? [] : [await newGuest(ports, contract, claim)]
    return changeSetOf(once, ...making, joining, said, places)
  })
  return account
}

function newGuest(ports: Needs, contract: string, { name, account }: Claim): Promise<SetPart> {
  const shown = { ...madeUpUsername('guest', account), displayName: name }
  return newAccountWrites(ports, {
    ...shown,
    id: account,
    role: 'guest',
    passwordHash: null,
    madeBy: contract,
  })
}
