import type { AccountId } from '@hubbub/protocol'
import type { Put, Row } from '../../../feeds/change-set.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import type { Ports } from '../../../ports/ports.ts'
import { foldIdentity } from '../../fold.ts'

export type ClaimRow = Row<'claim'>

/** A name of the lobby and who has it (decision 18). It outlives its hold while tokens of it are good. */
export interface Claim {
  /** As typed. */
  name: string
  account: AccountId
  /** Its latest token ends then. */
  tokenUntil: number
  /** A digest of the address its latest sign-in came from. */
  origin: string
  /** Sockets have joined under it since the latest sign-in. */
  joined: boolean
  /** The account behind it has been made, which its first message does. */
  made: boolean
  /** Until when each node holds it, for the sockets that have joined there. */
  holders: Readonly<Record<string, number>>
}

/** Names are compared as contract usernames are: runs of spaces are one. */
const claimId = (contract: string, name: string): string =>
  `${contract} ${foldIdentity(name.replace(/ +/g, ' '))}`

export async function claimOf(
  { store }: Pick<Ports, 'store'>,
  contract: string,
  name: string,
): Promise<{ id: string; row: ClaimRow | undefined }> {
  const id = claimId(contract, name)
  return { id, row: await store.read.row('claim', id) }
}

export function factsOf({ text, columns }: ClaimRow): Claim {
  const { name, tokenUntil, origin, joined, made, holders } = JSON.parse(text) as Claim
  return { name, account: columns.account, tokenUntil, origin, joined, made, holders }
}

/** Nobody else may have the name before then. */
export const isHeld = ({ columns }: ClaimRow, now: number): boolean => columns.until > now

/** Neither held nor named by any token that is good. */
export const isOver = (row: ClaimRow, now: number): boolean =>
  !isHeld(row, now) && factsOf(row).tokenUntil <= now

export function claimPut(id: string, claim: Claim, now: number): Put<'claim'> {
  const { name, account, tokenUntil, origin, joined, made } = claim
  const holders = liveHolders(claim, now)
  return {
    op: 'put',
    kind: 'claim',
    id,
    feed: serverFeed,
    columns: { account, until: joined ? Math.max(now, ...Object.values(holders)) : tokenUntil },
    text: JSON.stringify({ id, name, tokenUntil, origin, joined, made, holders }),
  }
}

/** A node that is gone does not renew: its part ends by itself. */
export const liveHolders = ({ holders }: Claim, now: number): Record<string, number> =>
  Object.fromEntries(Object.entries(holders).filter(([, until]) => until > now))
