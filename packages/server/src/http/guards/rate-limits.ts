import type { FastifyReply } from 'fastify'
import type { CommandName } from '@hubbub/protocol'
import type { Allowance, CreateLimiter, Limit, Limiter } from '../../core/ports/limiter.ts'
import { refuse } from '../../core/refusal.ts'
import { clientKey } from './client-address.ts'

export interface RateSettings {
  requestsPerSecond: number
  registrationsPerAddress: number
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
  /** Counts a request and says so in the answer's headers. Refuses `rate.limited`. */
  count(address: string, reply: FastifyReply): Promise<void>
  /** Counts a command that has a bound of its own; undefined where it has none. */
  ofCommand(name: CommandName): ((address: string, reply: FastifyReply) => Promise<void>) | undefined
}

export function createRateLimits(
  rates: RateSettings,
  createLimiter: CreateLimiter,
  refused: (scope: string) => void,
): RateLimits {
  function counting(limit: Limit) {
    const limiter: Limiter = createLimiter(limit)
    return async (address: string, reply: FastifyReply) => {
      const allowance = await limiter.take(clientKey(address))
      tell(reply, limit, allowance)
      if (allowance.allowed) return
      refused(limit.name)
      throw refuse('rate.limited', {
        detail: `At most ${limit.quota} in ${limit.windowSeconds} s.`,
        retryAfter: allowance.resetSeconds,
      })
    }
  }

  const count = counting({ name: 'requests', quota: rates.requestsPerSecond, windowSeconds: 1 })
  const making = counting({
    name: 'registrations',
    quota: rates.registrationsPerAddress,
    windowSeconds: 3600,
  })
  const own = new Map<CommandName, ReturnType<typeof counting>>([
    ['account.register', making],
    ['guest.create', making],
  ])
  for (const [name, quota] of Object.entries(perMinute)) {
    own.set(name as CommandName, counting({ name, quota, windowSeconds: 60 }))
  }
  return { count, ofCommand: (name) => own.get(name) }
}

/** draft-ietf-httpapi-ratelimit-headers: what each bound is, and what is left of it. */
function tell(reply: FastifyReply, { name, quota, windowSeconds }: Limit, left: Allowance): void {
  addTo(reply, 'ratelimit-policy', `"${name}";q=${quota};w=${windowSeconds}`)
  addTo(reply, 'ratelimit', `"${name}";r=${left.remaining};t=${left.resetSeconds}`)
}

function addTo(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header)
  reply.header(header, before === undefined ? item : `${String(before)}, ${item}`)
}
