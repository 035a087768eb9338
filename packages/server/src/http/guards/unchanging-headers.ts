import type { FastifyReply } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

/** Not imported, as in `metrics-server.ts`. */
const http = process.getBuiltinModule('node:http')

type Headers = Readonly<Record<string, string>>

export interface UnchangingHeaders {
  /** For Node's server to make its answers with. */
  ServerResponse: typeof ServerResponse
  /** Puts them on an answer; what its route says itself counts more. */
  putOn(reply: FastifyReply): void
}

/** Node's step from a head to its text, which its types do not name. */
interface StoresHeader {
  _storeHeader(firstLine: string, own: object | undefined): void
}

/**
 * Headers that are the same on nearly every answer, as one text behind the status line: Node judges and joins each header of
 * each answer anew, and for those we promise that is a tenth of a small request. The step it leans on is Node's own
 * business, so it is tried here first; where it does not hold, and where no Node server answers, they go the usual way.
 */
export function createUnchangingHeaders(headers: Headers): UnchangingHeaders {
  const names = Object.keys(headers)
  const text = names.map((name) => `${name}: ${headers[name]}\r\n`).join('')
  const node = http.ServerResponse.prototype as unknown as StoresHeader

  class Dressed<Request extends IncomingMessage> extends http.ServerResponse<Request> {
    isDressed = false

    _storeHeader(firstLine: string, own: object | undefined): void {
      const changes = own !== undefined && names.some((name) => name in own)
      if (!this.isDressed) node._storeHeader.call(this, firstLine, own)
      else if (changes) node._storeHeader.call(this, firstLine, { ...headers, ...own })
      else node._storeHeader.call(this, firstLine + text, own)
    }
  }

  /** Whether a head of ours comes out as text before anything is sent. */
  function holds(): boolean {
    const probe = new Dressed(new http.IncomingMessage(new Socket()))
    probe.isDressed = true
    probe.writeHead(200, { 'content-type': 'text/plain' })
    const { _header: head } = probe as unknown as { _header: unknown }
    return (
      typeof head === 'string' && head.startsWith(`HTTP/1.1 200 OK\r\n${text}content-type: text/plain\r\n`)
    )
  }

  return {
    ServerResponse: holds() ? Dressed : http.ServerResponse,
    putOn(reply) {
      if (reply.raw instanceof Dressed) reply.raw.isDressed = true
      else reply.headers(headers)
    },
  }
}
