import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { encoded, type Encoded, rowList } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import { sessionsOf } from './session-rows.ts'

export async function listSessions(
  ports: Pick<Ports, 'store' | 'clock'>,
  caller: AccountCaller,
  _input: InputOf<'session.list'>,
): Promise<Encoded<OutputOf<'session.list'>>> {
  const now = ports.clock.now()
  const sessions = await sessionsOf(ports, caller.account)
  return encoded({ items: rowList(sessions.filter(({ columns }) => columns.expiresAt > now)) })
}
