import type { AccountId, OutputOf, Session, Tokens } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import { encoded, type Encoded, row } from '../../encoded.ts'
import type { Put, Remove, Row } from '../../feeds/change-set.ts'
import { userFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { unchanged } from '../../rooms/load-room.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { isoTime } from '../../time.ts'
import type { AccountRows } from '../rows/account-rows.ts'
import { tokenOf } from '../secrets.ts'

export type SessionRow = Row<'session'>
export type SessionFacts = Omit<Session, 'kind' | 'version' | 'born'>

/** More sign-ins than anybody has devices; one more ends the one that was away longest. */
export const sessionsPerAccount = 100

export interface SigningIn {
  account: AccountId
  caller: Caller
  device: string | undefined
}

/** What a sign-in gives: its session, and the secret that is shown once. */
export interface NewSession {
  id: string
  account: AccountId
  refreshToken: string
  part: SetPart
}

/** A session's row, ready for the change set that makes it. */
export function newSession(
  ports: Pick<Ports, 'ids' | 'digests' | 'clock' | 'settings'>,
  { account, caller, device }: SigningIn,
): NewSession {
  const now = ports.clock.now()
  const id = ports.ids.next()
  const secret = ports.ids.secret()
  const facts: SessionFacts = {
    id,
    account,
    createdAt: isoTime(now),
    refreshedAt: isoTime(now),
    device: device ?? '',
    address: caller.address.slice(0, 64),
  }
  const put = sessionPut(facts, {
    account,
    refreshHash: ports.digests.digest(secret),
    previousHash: null,
    rotatedAt: now,
    expiresAt: now + ports.settings.refreshTokenSeconds * 1000,
  })
  const part = { touches: [put.feed], expect: [], writes: [{ ...put, fresh: true as const }] }
  return { id, account, refreshToken: tokenOf({ id, secret }), part }
}

/** Makes room for one more: sessions that are over go, and the one not refreshed for longest where there are too many. */
export async function overdueSessions(
  ports: Pick<Ports, 'store' | 'clock'>,
  account: AccountId,
): Promise<SetPart> {
  const now = ports.clock.now()
  const sessions = await sessionsOf(ports, account)
  const over = sessions.filter(({ columns }) => columns.expiresAt <= now)
  const standing = sessions
    .filter(({ columns }) => columns.expiresAt > now)
    .sort((one, other) => one.columns.rotatedAt - other.columns.rotatedAt)
  const tooMany = standing.slice(0, Math.max(0, standing.length - sessionsPerAccount + 1))
  return sessionEnds([...over, ...tooMany].slice(0, sessionsPerSet), now)
}

/** So many may end in one change set, beside what else it does. */
export const sessionsPerSet = 150

export const sessionsOf = (ports: Pick<Ports, 'store'>, account: AccountId): Promise<SessionRow[]> =>
  ports.store.read.inFeed('session', userFeed(account), { limit: 2 * sessionsPerAccount })

export function sessionEnds(sessions: readonly SessionRow[], at: number): SetPart {
  return {
    touches: sessions.map(({ feed }) => feed),
    expect: sessions.map(unchanged),
    writes: sessions.map(({ id, feed }): Remove<'session'> => {
      return { op: 'remove', kind: 'session', id, feed, text: JSON.stringify({ id }), at }
    }),
  }
}

export function sessionPut(facts: SessionFacts, columns: SessionRow['columns']): Put<'session'> {
  return {
    op: 'put',
    kind: 'session',
    id: facts.id,
    feed: userFeed(facts.account),
    columns,
    text: JSON.stringify(facts),
  }
}

export function sessionFacts({ text }: SessionRow): SessionFacts {
  const { id, account, createdAt, refreshedAt, device, address } = JSON.parse(text) as Session
  return { id, account, createdAt, refreshedAt, device, address }
}

export async function tokensFor(
  ports: Pick<Ports, 'tokens' | 'settings'>,
  { id, account, refreshToken }: Pick<NewSession, 'id' | 'account' | 'refreshToken'>,
): Promise<Tokens> {
  const expiresIn = ports.settings.accessTokenSeconds
  const accessToken = await ports.tokens.sign({ account, session: id }, expiresIn)
  return { accessToken, expiresIn, refreshToken, session: id, account }
}

/** The answer to everything that signs somebody in. */
export async function signedIn(
  ports: Pick<Ports, 'tokens' | 'settings'>,
  { account, profile }: AccountRows,
  session: NewSession,
): Promise<Encoded<OutputOf<'session.create'>>> {
  return encoded({ account: row(account), profile: row(profile), tokens: await tokensFor(ports, session) })
}
