import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { endSessions } from './end-sessions.ts'

export async function revokeSessions(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  { keepThis }: InputOf<'session.revokeAll'>,
): Promise<OutputOf<'session.revokeAll'>> {
  return { ended: await endSessions(ports, caller.account, keepThis ? caller.session : undefined) }
}
