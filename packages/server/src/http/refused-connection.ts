import { type ErrorCode, errors } from '@hubbub/protocol'
import type { Duplex } from 'node:stream'

/** What the HTTP parser refuses never becomes a request: the answer is written by hand and the connection closed. */
export function refuseConnection(fault: NodeJS.ErrnoException, socket: Duplex): void {
  // The client reset the connection, or nobody is there to read an answer.
  if (fault.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, reason, code } = answerTo(fault.code)
  const body = JSON.stringify({ type: `/docs/errors#${code}`, title: errors[code].title, status, code })
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nx-content-type-options: nosniff\r\n` +
      `cache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
  )
}

function answerTo(fault: string | undefined): { status: number; reason: string; code: ErrorCode } {
  switch (fault) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, reason: 'Request Header Fields Too Large', code: 'request.too-large' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, reason: 'Request Timeout', code: 'request.malformed' }
    default:
      return { status: 400, reason: 'Bad Request', code: 'request.malformed' }
  }
}
