import type { FastifyReply } from 'fastify'
import type { CommandName } from '@hubbub/protocol'
import type { Allowance, CreateLimiter, Limit, Limiter } from '../../core/ports/limiter.ts'
import { refuse } from '../../core/refusal.ts'

export interface RateSettings {
  requestsPerSecond: number
  registrationsPerAddress: number
}

/** A bound with its counter. */
export interface Bound {
  limit: Limit
  limiter: Limiter
  /** What its answers say of it. */
  policy: string
}

/** Tighter bounds where one request costs a password hash, makes an account or tells who has one. */
const perMinute: Partial<Record<CommandName, number>> = {
  'session.create': 60,
  'session.refresh': 120,
  'setup.complete': 20,
  'password.reset': 20,
  'link.check': 60,
  'username.check': 120,
}

export interface RateLimits {
  /** Every request of a client, whatever it asks. */
  requests: Bound
  /** A command's own bound, counted over REST and sockets together. */
  ofCommand(name: CommandName): Bound | undefined
}

export function createRateLimits(rates: RateSettings, createLimiter: CreateLimiter): RateLimits {
  const bound = (limit: Limit): Bound => {
    const { name, quota, windowSeconds } = limit
    return { limit, limiter: createLimiter(limit), policy: `"${name}";q=${quota};w=${windowSeconds}` }
  }
  const registrations = bound({
    name: 'registrations',
    quota: rates.registrationsPerAddress,
    windowSeconds: 3600,
    sparesMistakes: true,
  })
  const own = new Map<string, Bound>([
    ['account.register', registrations],
    ['guest.create', registrations],
    ...Object.entries(perMinute).map(([name, quota]): [string, Bound] => [
      name,
      bound({ name, quota, windowSeconds: 60 }),
    ]),
  ])
  return {
    requests: bound({ name: 'requests', quota: rates.requestsPerSecond, windowSeconds: 1 }),
    ofCommand: (name) => own.get(name),
  }
}

/** Counts one request of a client and says in the answer's headers what is left. Refuses `rate.limited`. */
export function countRequest(bound: Bound, client: string, reply: FastifyReply): void {
  const { limit, limiter } = bound
  const allowance = limiter.take(client)
  tell(reply, bound, allowance)
  if (allowance.allowed) return
  throw refuse('rate.limited', {
    detail: `At most ${limit.quota} in ${limit.windowSeconds} s.`,
    retryAfter: allowance.resetSeconds,
  })
}

/** draft-ietf-httpapi-ratelimit-headers: what each bound is, and what is left of it. */
function tell(reply: FastifyReply, { limit, policy }: Bound, left: Allowance): void {
  addTo(reply, 'ratelimit-policy', policy)
  addTo(reply, 'ratelimit', `"${limit.name}";r=${left.remaining};t=${left.resetSeconds}`)
}

function addTo(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header)
  reply.header(header, before === undefined ? item : `${String(before)}, ${item}`)
}
