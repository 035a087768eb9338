import type { AccountId } from '@hubbub/protocol'
import type { AccountCaller } from '../../../caller.ts'
import { serverFeed } from '../../../feeds/feed-ids.ts'
import { ownOnce } from '../../../feeds/once.ts'
import type { Exposure } from '../../../ports/door.ts'
import type { Ports } from '../../../ports/ports.ts'
import { refuse } from '../../../refusal.ts'
import { leavingWrites } from '../../../rooms/joining.ts'
import { absent, memberId, unchanged } from '../../../rooms/load-room.ts'
import { lobbyOf } from '../../../rooms/older/lobby.ts'
import { changeSetOf, type SetPart } from '../../../rooms/set-part.ts'
import { contractOf } from '../contract-of.ts'
import { type Claim, claimOf, claimPut, type ClaimRow, factsOf, isHeld, liveHolders } from './claim-rows.ts'
import { checkedLobbyName, isNeverFree } from './lobby-names.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>

/** Somebody in the lobby: a name, and the identity that had it when the token was made. */
export interface Visitor {
  name: string
  account: AccountId
}

interface SigningIn {
  name: string
  /** Where the request came in: a protected server lets guests in only where its operator does. */
  exposure: Exposure
  /** Who showed a token that is good; one of another name proves nothing. */
  proof: Visitor | undefined
  tokenSeconds: number
}

/**
 * Signs a guest in. Who proves to be the one that had the name stays who they are; else it must be free, and whoever
 * had it before has tokens that are good no more and messages that nobody edits.
 */
export async function claimName(ports: Needs, caller: AccountCaller, input: SigningIn): Promise<Visitor> {
  if (input.exposure === 'protected' && !ports.settings.guests) throw refuse('guest.not-allowed')
  const contract = contractOf(caller)
  const keys = checkedLobbyName(input.name)
  const once = ownOnce(ports)
  const origin = ports.digests.digest(caller.address)
  const signedIn: { claim?: Claim } = {}
  await ports.commits.decide(async () => {
    if (await isNeverFree(ports, input.name, keys)) throw refuse('username.taken')
    const now = ports.clock.now()
    const { id, row } = await claimOf(ports, contract, input.name)
    const isProved = row !== undefined && input.proof?.account === row.columns.account
    if (row && !isProved && isHeld(row, now)) throw refuse('username.taken')
    const token = { origin, tokenUntil: now + input.tokenSeconds * 1000 }
    const claim =
      row && isProved
        ? { ...rejoined(factsOf(row), now), ...token }
        : { ...newClaim(input.name, ports.ids.next()), ...token }
    signedIn.claim = claim
    const part: SetPart = {
      touches: [serverFeed],
      expect: [row ? unchanged(row) : absent('claim', id, serverFeed)],
      writes: [claimPut(id, claim, now)],
    }
    return row && !isProved
      ? changeSetOf(once, part, await leavingLobby(ports, row))
      : changeSetOf(once, part)
  })
  if (!signedIn.claim) throw new Error('a name was claimed by nobody')
  const { name, account } = signedIn.claim
  return { name, account }
}

type Unsigned = Omit<Claim, 'origin' | 'tokenUntil'>

const newClaim = (name: string, account: AccountId): Unsigned => ({
  name,
  account,
  joined: false,
  made: false,
  holders: {},
})

function rejoined(claim: Claim, now: number): Unsigned {
  const joined = Object.keys(liveHolders(claim, now)).length > 0
  return { ...claim, joined }
}

/** The earlier identity says nothing more, so it is no member any more. */
export async function leavingLobby(ports: Pick<Ports, 'store' | 'clock'>, row: ClaimRow): Promise<SetPart> {
  const room = await lobbyOf(ports)
  const member = room && (await ports.store.read.row('member', memberId(room, row.columns.account)))
  return member ? leavingWrites(member, ports.clock.now()) : { touches: [], expect: [], writes: [] }
}

/** Whoever a token names, unless somebody else took the name over. */
export async function visitorOf(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  { name, account }: Visitor,
): Promise<Visitor> {
  const { row } = await claimOf(ports, contractOf(caller), name)
  if (row?.columns.account !== account) throw refuse('auth.invalid-token')
  return { name: factsOf(row).name, account }
}
