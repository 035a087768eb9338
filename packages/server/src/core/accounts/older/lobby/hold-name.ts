import type { AccountId } from '@hubbub/protocol'
import type { AccountCaller } from '../../../caller.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import { settled } from '../../../feeds/commits.ts'
import { ownOnce } from '../../../feeds/once.ts'
import type { Ports } from '../../../ports/ports.ts'
import { unchanged } from '../../../rooms/load-room.ts'
import { contractOf } from '../contract-of.ts'
import { type Claim, claimOf, claimPut, factsOf, isHeld } from './claim-rows.ts'
import type { Visitor } from './claim-name.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

export interface Holding {
  name: string
  /** Whose name it was when this began; undefined: whoever has it now. */
  account?: AccountId | undefined
  /** That account's token was shown. Without it nobody holds a name longer than its latest token. */
  isProved: boolean
  node: string
  forMs: number
}

/** Holds a name for the sockets of a node. Answers whose it is; undefined: nobody's, or no longer that account's. */
export async function holdName(
  ports: Needs,
  caller: AccountCaller,
  holding: Holding,
): Promise<Visitor | undefined> {
  const claim = await changeHold(ports, caller, holding, (was, now) => {
    const until = now + holding.forMs
    return holding.isProved ? until : Math.min(until, was.tokenUntil)
  })
  return claim && { name: claim.name, account: claim.account }
}

/** The node's last socket of that name is gone: at once, or for the grace time. */
export async function letNameGo(
  ports: Needs,
  caller: AccountCaller,
  { graceMs, ...holding }: Omit<Holding, 'forMs'> & { account: AccountId; graceMs: number },
): Promise<void> {
  await changeHold(ports, caller, { ...holding, forMs: graceMs }, (was, now) => {
    const until = now + graceMs
    return holding.isProved ? until : Math.min(until, was.tokenUntil)
  })
}

async function changeHold(
  ports: Needs,
  caller: AccountCaller,
  { name, account, isProved, node }: Holding,
  untilOf: (claim: Claim, now: number) => number,
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
    const claim = { ...was, joined: true, holders: { ...was.holders, [node]: untilOf(was, now) } }
    held.claim = claim
    if (was.joined && was.holders[node] === claim.holders[node]) return settled('so already')
    return { once, touches: [serverFeed], expect: [unchanged(row)], writes: [claimPut(id, claim, now)] }
  })
  return held.claim
}
