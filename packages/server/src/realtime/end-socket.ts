import type { ErrorCode } from '@hubbub/protocol'
import type { Socket } from 'socket.io'

/** A closed transport makes clients come back by themselves, which they should after a restart and nowhere else. */
export function endSocket(socket: Socket, reason: ErrorCode | 'shutdown'): void {
  if (reason === 'shutdown') socket.conn.close()
  else socket.disconnect(true)
}
