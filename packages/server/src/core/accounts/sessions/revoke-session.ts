import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { sessionEnds } from './session-rows.ts'

/** Ends one of my sign-ins. Somebody else's is as unknown as none. */
export async function revokeSession(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'session.revoke'>,
): Promise<OutputOf<'session.revoke'>> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const session = await ports.store.read.row('session', input.session)
    if (session?.columns.account !== caller.account) throw refuse('session.not-found')
    return changeSetOf(once, sessionEnds([session], ports.clock.now()))
  })
  return {}
}
