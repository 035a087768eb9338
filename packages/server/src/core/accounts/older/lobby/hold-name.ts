import type { AccountId } from '@hubbub/protocol'
import type { AccountCaller } from '../../../caller.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import { settled } from '../../../feeds/commits.ts'
import { ownOnce } from '../../../feeds/once.ts'
import type { Ports } from '../../../ports/ports.ts'
import { unchanged } from '../../../rooms/load-room.ts'
import { contractOf } from '../contract-of.ts'
import { type Claim, claimOf, claimPut, factsOf, isHeld, liveHolders } from './claim-rows.ts'
import type { Visitor } from './claim-name.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests'>

export interface Holder {
  name: string
  /** Whose name it was when this began; undefined: whoever has it now. */
  account?: AccountId | undefined
  /** That account's token was shown. Without it nobody holds a name longer than its latest token. */
  isProved: boolean
  node: string
}

/** Who holds a name, and whether the socket that asked came from where they signed in. */
export interface Held extends Visitor {
  isFromThere: boolean
}

/** Holds a name for the sockets of a node. Answers whose it is; undefined: nobody's, or no longer that account's. */
export async function holdName(
  ports: Needs,
  caller: AccountCaller,
  { forMs, address, ...holder }: Holder & { forMs: number; address: string },
): Promise<Held | undefined> {
  const claim = await changeHold(ports, caller, holder, (was, now) => ({
    joined: true,
    holders: { ...was.holders, [holder.node]: untilOf(holder, was, now + forMs) },
  }))
  if (!claim) return undefined
  const { name, account, origin } = claim
  return { name, account, isFromThere: origin === ports.digests.digest(address) }
}

/**
 * The node's last socket of that name is gone: the hold ends now, or after the grace time. A socket that may be anybody's
 * ends nothing: who joins under the name of somebody else and leaves would set them offline, and could take the name
 * over. Then it is as if nobody had joined, and the token's end is the hold's.
 */
export async function letNameGo(
  ports: Needs,
  caller: AccountCaller,
  { graceMs, isTheirs, ...holder }: Holder & { account: AccountId; graceMs: number; isTheirs: boolean },
): Promise<void> {
  await changeHold(ports, caller, holder, (was, now) => {
    const { [holder.node]: _own, ...others } = liveHolders(was, now)
    if (!isTheirs) return { joined: Object.keys(others).length > 0, holders: others }
    return { joined: true, holders: { ...others, [holder.node]: untilOf(holder, was, now + graceMs) } }
  })
}

const untilOf = ({ isProved }: Holder, { tokenUntil }: Claim, until: number): number =>
  isProved ? until : Math.min(until, tokenUntil)

async function changeHold(
  ports: Needs,
  caller: AccountCaller,
  { name, account, isProved, node }: Holder,
  change: (claim: Claim, now: number) => Pick<Claim, 'joined' | 'holders'>,
): Promise<Claim | undefined> {
  const contract = contractOf(caller)
  const once = ownOnce(ports)
  const held: { claim?: Claim } = {}
  await ports.commits.decide(async () => {
    delete held.claim
    const now = ports.clock.now()
    const { id, row } = await claimOf(ports, contract, name)
    if (!row || (account !== undefined && row.columns.account !== account)) return settled('somebody else')
    if (!isProved && !isHeld(row, now)) return settled('nobody')
    const was = factsOf(row)
    const claim = { ...was, ...change(was, now) }
    held.claim = claim
    if (was.joined === claim.joined && was.holders[node] === claim.holders[node]) return settled('so already')
    return { once, touches: [serverFeed], expect: [unchanged(row)], writes: [claimPut(id, claim, now)] }
  })
  return held.claim
}
