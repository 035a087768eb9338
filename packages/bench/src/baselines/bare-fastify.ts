import Fastify from 'fastify'
import { readFileSync } from 'node:fs'
import { listenAndSay } from './say-ready.ts'

/** Answers the given bytes and does nothing else: no authentication, no checks, no storage, no log. */
const bodies = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Record<string, string>
const app = Fastify()

for (const [path, body] of Object.entries(bodies)) {
  app.get(path, (_request, reply) => {
    reply.type('application/json; charset=utf-8').send(body)
  })
}
await app.ready()
listenAndSay(app.server)
