import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../core/refusal.ts'
import { allowOrigin, answerPreflight } from './guards/cross-origin.ts'
import type { Gate } from './guards/gate.ts'
import { type Bound, countRequest } from './guards/rate-limits.ts'
import type { UnchangingHeaders } from './guards/unchanging-headers.ts'
import { type Zone, zoneOf } from './reply-problem.ts'

export interface GuardOptions {
  gate: Gate
  headers: UnchangingHeaders
  requests: Bound
  zones: readonly Zone[]
  /** The server ends: connections are not kept alive any more. */
  isStopping(): boolean
  methodsAt(url: string): string[]
}

export interface Guard {
  /** Headers that no answer goes without, also where a request never got further. */
  dress(request: FastifyRequest, reply: FastifyReply): void
  admit(request: FastifyRequest, reply: FastifyReply, done: () => void): void
}

/** What every request passes before its route: headers, host, origin, rate, encoding; in this order. */
export function createGuard({ gate, headers, requests, zones, isStopping, methodsAt }: GuardOptions): Guard {
  function dress(request: FastifyRequest, reply: FastifyReply): void {
    request.address = gate.addressOf(request.raw)
    headers.putOn(reply)
    // What may be read cross-origin depends on the origin; routes add what else it depends on.
    reply.header('vary', 'Origin')
    reply.header('x-request-id', request.id)
    if (isStopping()) reply.header('connection', 'close')
  }

  function admit(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const { host, origin } = request.headers
    dress(request, reply)
    if (!gate.namesOneHost(request.raw)) {
      throw refuse('request.malformed', { detail: 'A request has one Host header.' })
    }
    if (!gate.isServed(host)) {
      throw refuse('request.host', {
        detail: 'Name it in HUBBUB_PUBLIC_URL or HUBBUB_ALLOWED_HOSTS to have it served.',
      })
    }
    checkOrigin(request, reply, origin)
    countRequest(requests, gate.clientOf(request.address), reply)
    if (request.method === 'OPTIONS') return void answerOptions(request, reply)
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
      throw refuse('request.media-type', { detail: 'Send the body without Content-Encoding.' })
    }
    done()
  }

  return { dress, admit }

  /** Also where a browser would send a request without asking first, a foreign page gets nothing done. */
  function checkOrigin(request: FastifyRequest, reply: FastifyReply, origin: string | undefined): void {
    const kind = gate.originOf(origin, request.headers.host)
    if (origin === undefined || kind === 'none') return
    if (kind === 'trusted') return allowOrigin(reply, origin)
    const zone = zoneOf(zones, request.url)
    if (zone?.origins === 'any') return allowOrigin(reply, '*')
    if (!zone) throw refuse('request.origin')
  }

  function answerOptions(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const methods = methodsAt(request.url)
    if (methods.length === 0) throw refuse('request.not-found')
    reply.header('allow', [...methods, 'OPTIONS'].join(', '))
    return answerPreflight(reply, methods)
  }
}
