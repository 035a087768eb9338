import type { ErrorCode, Problem } from '@hubbub/protocol'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemOf } from '../core/problem.ts'
import { refuse } from '../core/refusal.ts'
import type { Gate, OriginKind } from './options.ts'
import { createTurnstile } from './turnstile.ts'

export interface GateKeeperOptions {
  gate: Gate
  /** Whether one more connection of this client may wait to be let in. */
  mayWait(client: string): boolean
  /** Whether some namespace lets pages of any origin in. */
  isOpen(): boolean
  /** The server is about to stop. */
  isClosing(): boolean
  refused(address: string, code: ErrorCode): void
}

/** Engine.IO's middleware: sees each request and each upgrade before Engine.IO does. */
export type Keep = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Each costs some 0.7 ms until its client is up to date; more in one turn and the others would notice. */
const newConnectionsPerTurn = 12

/** Engine.IO answers others with 500. */
const methods: ReadonlySet<string | undefined> = new Set(['GET', 'POST', 'OPTIONS'])

/**
 * Host, origin and number of connections are judged before anything is read of a request. A page of a foreign origin
 * gets no further than here, unless a contract is open to it; `/v1` refuses it then by itself.
 */
export function createGateKeeper(options: GateKeeperOptions): Keep {
  const { gate, mayWait, isOpen, isClosing, refused } = options

  function faultOf(request: IncomingMessage, url: URL | null, origin: OriginKind): ErrorCode | undefined {
    if (!gate.namesOneHost(request)) return 'request.malformed'
    if (!gate.isServed(request.headers.host)) return 'request.host'
    if (url?.pathname !== '/socket.io/') return 'request.not-found'
    if (!methods.has(request.method)) return 'request.method'
    if (origin === 'foreign' && !isOpen()) return 'request.origin'
    // JSONP, which would answer with a script of the caller's choice.
    if (url.searchParams.has('j')) return 'request.invalid'
    if (!isNew(url)) return undefined
    if (isClosing()) return 'unavailable'
    return mayWait(gate.clientOf(gate.addressOf(request))) ? undefined : 'connection.too-many'
  }

  const turnstile = createTurnstile(newConnectionsPerTurn)

  return (request, response, next) => {
    const url = URL.parse(request.url ?? '', 'http://localhost')
    const judge = (): void => {
      const origin = gate.originOf(request.headers.origin, request.headers.host)
      const fault = faultOf(request, url, origin)
      if (fault) {
        refused(gate.addressOf(request), fault)
        refuseRequest(request, response, problemOf(refuse(fault)))
        return
      }
      response.setHeader('x-content-type-options', 'nosniff')
      if (origin !== 'none') allowPage(request, response, origin)
      if (request.method !== 'OPTIONS') return next()
      response.writeHead(204)
      response.end()
    }
    if (isNew(url)) turnstile.pass(request, judge)
    else judge()
  }
}

/** Each request of an open connection names it. As Engine.IO reads it the last `sid` counts, and an empty one is none. */
const isNew = (url: URL | null): boolean => !url?.searchParams.getAll('sid').at(-1)

/** No answer allows credentials: tokens stand in packets and headers, and no cookie counts. */
function allowPage({ headers, method }: IncomingMessage, response: ServerResponse, origin: OriginKind): void {
  response.setHeader('access-control-allow-origin', origin === 'trusted' ? (headers.origin ?? '') : '*')
  response.setHeader('vary', 'Origin')
  if (method !== 'OPTIONS') return
  response.setHeader('access-control-allow-methods', 'GET, POST')
  response.setHeader('access-control-allow-headers', 'Authorization, Content-Type, X-Api-Key')
  response.setHeader('access-control-max-age', '600')
}

function refuseRequest(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  const body = JSON.stringify(problem)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  }
  // Before an upgrade Engine.IO gives something that only looks like a response.
  if ('statusCode' in response) {
    response.writeHead(problem.status, headers)
    response.end(body)
    return
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const socket: Duplex = request.socket
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${problem.status} ${reasonOf(problem)}\r\n${lines.join('')}\r\n${body}`)
}

const reasonOf = ({ title }: Problem): string => title.replaceAll(/[^ -~]/g, ' ')
