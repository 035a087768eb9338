import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../core/refusal.ts'
import type { AddressOf } from './guards/client-address.ts'
import { allowOrigin, answerPreflight } from './guards/cross-origin.ts'
import { createHostCheck, type Standing } from './guards/host-check.ts'
import { createOriginCheck } from './guards/origin-check.ts'
import type { RateLimits } from './guards/rate-limits.ts'
import { securityHeaders } from './guards/security-headers.ts'
import { type Zone, zoneOf } from './reply-problem.ts'

export interface GuardOptions {
  standing: Standing
  addressOf: AddressOf
  rates: RateLimits
  zones: readonly Zone[]
  methodsAt(url: string): string[]
}

/** What every request passes before its route: headers, host, origin, rate, encoding; in this order. */
export function createGuard({ standing, addressOf, rates, zones, methodsAt }: GuardOptions) {
  const isServed = createHostCheck(standing)
  const originOf = createOriginCheck(standing)
  const headers = securityHeaders(standing.publicUrl)

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { host, origin } = request.headers
    request.address = addressOf(request.raw)
    reply.headers(headers)
    reply.header('x-request-id', request.id)
    if (!isServed(host)) {
      throw refuse('request.host', {
        detail: 'Name it in HUBBUB_PUBLIC_URL or HUBBUB_ALLOWED_HOSTS to have it served.',
      })
    }
    checkOrigin(request, reply, origin)
    await rates.count(request.address, reply)
    if (request.method === 'OPTIONS') return answerOptions(request, reply)
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
      throw refuse('request.media-type', { detail: 'Send the body without Content-Encoding.' })
    }
    return undefined
  }

  /** Also where a browser would send a request without asking first, a foreign page gets nothing done. */
  function checkOrigin(request: FastifyRequest, reply: FastifyReply, origin: string | undefined): void {
    const kind = originOf(origin, request.headers.host)
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
