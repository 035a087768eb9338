import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { ChangeSet, Once } from '../../feeds/change-set.ts'
import { type Settled, settled } from '../../feeds/commits.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { isoTime } from '../../time.ts'
import { isActive } from '../rows/account-rows.ts'
import { partsOfToken, sameDigest, type Secret, tokenOf } from '../secrets.ts'
import { sessionEnds, sessionFacts, sessionPut, type SessionRow, tokensFor } from './session-rows.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'tokens' | 'settings'>

/** A refresh whose answer was lost is asked again: for so long it gets the same answer. */
const graceMs = 30_000

/**
 * Rotation with reuse detection (RFC 9700, 4.14.2). Each refresh token is good once. Whoever steals one either uses it
 * first, then its owner's next refresh is the reuse, or uses it later, then theirs is; both end the session.
 *
 * A repeat within the grace must get the SAME successor, else a lost answer or two tabs at once would look like a theft.
 * The successor is not stored, only its digest; it is worked out again from the token that was shown and from a salt
 * that is drawn at each rotation and kept beside the digests:
 * - the database alone gives no token: digests cannot be turned back, and the salt is nothing without the token before;
 * - an old token alone gives no newer one: each salt is 256 random bits that never leave the server;
 * - both together, of the same rotation, give what that old token gave anyway within its 30 seconds.
 */
export async function refreshSession(
  ports: Needs,
  _caller: Caller,
  { refreshToken }: InputOf<'session.refresh'>,
): Promise<OutputOf<'session.refresh'>> {
  const shown = partsOfToken(refreshToken)
  if (!shown) throw refuse('auth.invalid-token')
  const once = ownOnce(ports)
  const judged: { verdict?: Verdict } = {}
  await ports.commits.decide(async () => {
    const session = await ports.store.read.row('session', shown.id)
    if (!session) throw refuse('auth.invalid-token')
    const verdict = await judge(ports, session, shown)
    judged.verdict = verdict
    return setOf(ports, once, session, verdict)
  })
  return answerTo(ports, shown, judged.verdict)
}

type Verdict =
  /** The present token: it is exchanged now. */
  | { is: 'rotated'; account: string; salt: string; successor: string }
  /** The token before, within the grace: it was exchanged already. */
  | { is: 'repeated'; account: string; successor: string }
  | { is: 'expired' | 'disabled' | 'reused' }

async function judge(ports: Needs, session: SessionRow, shown: Secret): Promise<Verdict> {
  const { account, refreshHash, previousHash, rotatedAt, expiresAt } = session.columns
  const now = ports.clock.now()
  if (expiresAt <= now) return { is: 'expired' }
  if (!isActive(await ports.store.read.row('account', account))) return { is: 'disabled' }
  const digest = ports.digests.digest(shown.secret)
  if (sameDigest(digest, refreshHash)) {
    const salt = ports.ids.secret()
    return { is: 'rotated', account, salt, successor: successorOf(ports, shown.secret, salt) }
  }
  const [previous = '', salt = ''] = previousHash?.split(' ') ?? []
  if (sameDigest(digest, previous) && now < rotatedAt + graceMs)
    return { is: 'repeated', account, successor: successorOf(ports, shown.secret, salt) }
  // Older than that, or never ours. Who knows a session's id without its secrets is not told apart from a thief.
  return { is: 'reused' }
}

const successorOf = (ports: Pick<Ports, 'digests'>, secret: string, salt: string): string =>
  ports.digests.digest(`successor ${salt} ${secret}`)

function setOf(ports: Needs, once: Once, session: SessionRow, verdict: Verdict): ChangeSet | Settled<null> {
  if (verdict.is === 'repeated') return settled(null)
  if (verdict.is !== 'rotated') return changeSetOf(once, sessionEnds([session], ports.clock.now()))
  return {
    once,
    touches: [session.feed],
    expect: [unchanged(session)],
    writes: [rotated(ports, session, verdict)],
  }
}

function rotated(ports: Needs, session: SessionRow, { salt, successor }: Verdict & { is: 'rotated' }) {
  const now = ports.clock.now()
  return sessionPut(
    { ...sessionFacts(session), refreshedAt: isoTime(now) },
    {
      ...session.columns,
      refreshHash: ports.digests.digest(successor),
      previousHash: `${session.columns.refreshHash} ${salt}`,
      rotatedAt: now,
      expiresAt: now + ports.settings.refreshTokenSeconds * 1000,
    },
  )
}

async function answerTo(ports: Needs, shown: Secret, verdict: Verdict | undefined) {
  switch (verdict?.is) {
    case 'rotated':
    case 'repeated': {
      const { account, successor } = verdict
      const refreshToken = tokenOf({ id: shown.id, secret: successor })
      return tokensFor(ports, { id: shown.id, account, refreshToken })
    }
    case 'expired':
      throw refuse('auth.expired-token')
    case 'disabled':
      throw refuse('account.disabled')
    default:
      throw refuse('auth.refresh-reused')
  }
}
