import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { connectionOf } from '../../feeds/follow-feed.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'

/** A newer token of the same session lets a connection live on; another session's would change who it is. */
export async function renewToken(
  ports: Pick<Ports, 'tokens' | 'live' | 'clock' | 'store'>,
  caller: AccountCaller,
  { token }: InputOf<'session.renew'>,
): Promise<OutputOf<'session.renew'>> {
  const connection = connectionOf(caller)
  const claims = await ports.tokens.verify(token)
  if (claims === 'expired') throw refuse('auth.expired-token')
  if (claims?.account !== caller.account || claims.session !== caller.session)
    throw refuse('auth.invalid-token')
  if (!(await ports.store.read.row('session', claims.session))) throw refuse('auth.invalid-token')
  ports.live.renew(connection, claims.expiresAt)
  return { expiresIn: Math.max(0, Math.floor((claims.expiresAt - ports.clock.now()) / 1000)) }
}
