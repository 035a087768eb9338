import type { FastifyInstance } from 'fastify'

/** `undefined`: ready. Else why not, in words for the operator. */
export type Readiness = () => Promise<string | undefined>

/** For whoever watches the process: alive at all, and fit to get requests. */
export function mountHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/livez', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'))
  app.get('/readyz', async (_request, reply) => {
    const fault = await readiness()
    return reply
      .code(fault === undefined ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(`${fault ?? 'ok'}\n`)
  })
}
