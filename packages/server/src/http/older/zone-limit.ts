import type { FastifyInstance } from 'fastify'
import type { DoorZone } from '../../core/ports/door.ts'
import type { CreateLimiter } from '../../core/ports/limiter.ts'
import { refuse } from '../../core/refusal.ts'
import { zoneOf } from '../reply-problem.ts'
import { zoneAt } from './zones.ts'

/** A zone's own bound per client, counted before anything is read of a request, unknown paths and wrong methods too. */
export function limitZone(
  app: FastifyInstance,
  name: string,
  zone: DoorZone,
  needs: { createLimiter: CreateLimiter; clientOf(address: string): string },
): void {
  if (!zone.rate) return
  const { perSecond, headers } = zone.rate
  const limiter = needs.createLimiter({ name: `zone ${name}`, quota: perSecond, windowSeconds: 1 })
  const zones = zone.prefixes.map((prefix) => zoneAt(prefix, zone))
  app.addHook('onRequest', (request, answer, done) => {
    if (request.method === 'OPTIONS' || !zoneOf(zones, request.url)) return done()
    const { allowed, remaining, resetSeconds } = limiter.take(needs.clientOf(request.address))
    answer.headers(headers?.({ limit: perSecond, remaining, resetSeconds }) ?? {})
    if (allowed) return done()
    throw refuse('rate.limited', { detail: `${perSecond} per 1 second`, retryAfter: resetSeconds })
  })
}
