import type { FastifyReply } from 'fastify'

const readable = 'ETag, Link, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id'
const writable =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Api-Key, X-Request-Id'

/** Lets a page of another origin read the answer. Tokens stand in headers, so no answer allows credentials. */
export function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin)
  reply.header('access-control-expose-headers', readable)
  // The answer is meant for that page, also where its own page asks for isolation.
  reply.header('cross-origin-resource-policy', 'cross-origin')
}

/** What a browser asks before it lets a page send anything unusual. */
export function answerPreflight(reply: FastifyReply, methods: readonly string[]): FastifyReply {
  return reply
    .code(204)
    .header('access-control-allow-methods', methods.join(', '))
    .header('access-control-allow-headers', writable)
    .header('access-control-max-age', '600')
    .send()
}
