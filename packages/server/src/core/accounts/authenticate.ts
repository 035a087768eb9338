import type { Scope } from '@hubbub/protocol'
import { both } from '../both.ts'
import type { AccountCaller, Caller } from '../caller.ts'
import type { Row } from '../feeds/change-set.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { type AccountRow, isActive } from './rows/account-rows.ts'
import { partsOfApiKey, sameDigest } from './secrets.ts'

type Needs = Pick<Ports, 'store' | 'tokens' | 'clock' | 'digests'>

/** Where a request comes from. */
export interface Edge {
  address: string
  connection?: string | undefined
}

export interface Proved {
  caller: AccountCaller
  /** When the access token ends (epoch milliseconds); an API key has no end. */
  expiresAt: number | undefined
}

/**
 * Who asks: an access token or an API key. Runs on every REST call, so it costs one look at a verified token and two
 * point reads. No credential is nobody; a bad one is a refusal, never nobody, so that a mistake is not an open door.
 */
export async function authenticate(
  ports: Needs,
  credential: string | undefined,
  edge: Edge,
): Promise<Caller> {
  if (credential === undefined) return { account: undefined, ...edge }
  return (await proveCredential(ports, credential, edge)).caller
}

/** As `authenticate`, for who has to know when the token ends: connections. */
export function proveCredential(ports: Needs, credential: string, edge: Edge): Promise<Proved> {
  return credential.startsWith('hbk_')
    ? callerWithKey(ports, credential, edge)
    : callerWithToken(ports, credential, edge)
}

async function callerWithToken(ports: Needs, token: string, edge: Edge): Promise<Proved> {
  const claims = await ports.tokens.verify(token)
  if (claims === 'expired') throw refuse('auth.expired-token')
  if (claims === undefined) throw refuse('auth.invalid-token')
  const { read } = ports.store
  const [session, account] = await both(
    read.row('session', claims.session),
    read.row('account', claims.account),
  )
  return { caller: callerOf(ports, { session, account }, edge), expiresAt: claims.expiresAt }
}

async function callerWithKey(ports: Needs, credential: string, edge: Edge): Promise<Proved> {
  const shown = partsOfApiKey(credential)
  const key = shown && (await ports.store.read.row('key', shown.id))
  if (!shown || !key || !sameDigest(ports.digests.digest(shown.secret), key.columns.secretHash))
    throw refuse('auth.invalid-token')
  const account = await ports.store.read.row('account', key.columns.account)
  return { caller: callerOf(ports, { key, account }, edge), expiresAt: undefined }
}

/**
 * The same caller as the rows say now: their role and rights, or a refusal where the session, the key or the account is
 * gone. For connections, which are proved once and asked about later.
 */
export async function callerNow(
  ports: Pick<Ports, 'store' | 'clock'>,
  caller: AccountCaller,
): Promise<AccountCaller> {
  const { read } = ports.store
  const [account, session, key] = await Promise.all([
    read.row('account', caller.account),
    caller.session === undefined ? undefined : read.row('session', caller.session),
    caller.key === undefined ? undefined : read.row('key', caller.key),
  ])
  const { address, connection } = caller
  return callerOf(ports, { account, session, key }, { address, connection })
}

interface Standing {
  account: AccountRow | undefined
  session?: Row<'session'> | undefined
  key?: Row<'key'> | undefined
}

/** A revoked session, a key taken back and a deactivated account are all simply not valid any more. */
function callerOf(
  ports: Pick<Ports, 'clock'>,
  { account, session, key }: Standing,
  edge: Edge,
): AccountCaller {
  const proof = session ?? key
  if (!isActive(account) || proof?.columns.account !== account.id) throw refuse('auth.invalid-token')
  const who = { account: account.id, role: account.columns.role as AccountCaller['role'], ...edge }
  if (key) return { ...who, key: key.id, scopes: key.columns.scopes.split(' ') as Scope[] }
  if (session && session.columns.expiresAt <= ports.clock.now()) throw refuse('auth.expired-token')
  return { ...who, session: session?.id }
}
