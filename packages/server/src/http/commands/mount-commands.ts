import { type Command, type CommandName, commands } from '@hubbub/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../core/caller.ts'
import { type Answer, Encoded, jsonOf } from '../../core/encoded.ts'
import type { Core } from '../../core/index.ts'
import { refuse } from '../../core/refusal.ts'
import { countRequest, type RateLimits } from '../guards/rate-limits.ts'
import { checkedInput } from './checked-input.ts'
import { createInputReader, type Fields } from './command-input.ts'
import { etagOf, isKnown } from './conditional-headers.ts'
import { pageLinks } from './page-links.ts'

export interface CommandRoutes {
  core: Pick<Core, 'ask'>
  callerOf(request: FastifyRequest): Promise<Caller>
  /** What counters are kept by, of an address. */
  clientOf(address: string): string
  rates: RateLimits
  /** Resolves when what a write told others was written to their sockets. */
  newsWritten(): Promise<void>
  jsonBounds: { depth: number; nodes: number }
  /** Told every answer that leaves; the tests check each against its schema. */
  onAnswer?: ((name: CommandName, json: string) => void) | undefined
  answered(name: CommandName, seconds: number): void
}

/** One route for each command of the catalogue that has one. */
export function mountCommands(app: FastifyInstance, routes: CommandRoutes): void {
  for (const name of Object.keys(commands) as CommandName[]) {
    const command: Command = commands[name]
    if (command.http) mountOne(app, name, command, routes)
  }
}

function mountOne(app: FastifyInstance, name: CommandName, command: Command, routes: CommandRoutes): void {
  const { method = 'GET', path = '/v1/', status = 200 } = command.http ?? {}
  const readInput = createInputReader(command)
  const bound = routes.rates.ofCommand(name)

  app.route({
    method,
    url: path,
    async handler(request, reply) {
      if (!bound) return answer(request, reply)
      const client = routes.clientOf(request.address)
      countRequest(bound, client, reply)
      try {
        return await answer(request, reply)
      } catch (error) {
        bound.limiter.refused(client, error)
        throw error
      }
    },
  })

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const startedAt = performance.now()
    // Where anyone may ask nobody is asked who it is: an old token must not stand in the way of a new one.
    const caller = command.access === 'anyone' ? stranger(request) : await routes.callerOf(request)
    // Before the input is looked at: what a command takes is nobody's business who may not ask it.
    if (command.access !== 'anyone' && caller.account === undefined) throw refuse('auth.required')
    const input = readInput(request)
    const given: Answer<unknown> = await routes.core.ask(
      name,
      caller,
      checkedInput(name, input, routes.jsonBounds),
    )
    // News first, answers after, on REST as on the socket.
    if (method !== 'GET') await routes.newsWritten()
    routes.answered(name, (performance.now() - startedAt) / 1000)
    return sendAnswer(request, reply.code(status), { name, input, answer: given }, routes.onAnswer)
  }
}

function stranger({ address }: FastifyRequest): Caller {
  return { account: undefined, address }
}

interface Answered {
  name: CommandName
  input: Fields
  answer: Answer<unknown>
}

function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, input, answer }: Answered,
  onAnswer: CommandRoutes['onAnswer'],
): FastifyReply {
  const json = jsonOf(answer)
  onAnswer?.(name, json)
  const version = name.startsWith('document.') ? documentVersion(json) : undefined
  if (version !== undefined) {
    const etag = etagOf(version)
    reply.header('etag', etag)
    if (name === 'document.get') {
      // The reader may keep it and ask again whether it still stands; caches in between may not.
      reply.header('cache-control', 'private, no-cache')
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
    }
  }
  if (request.method === 'GET') {
    const place = answer instanceof Encoded ? answer.fields : (answer as object)
    const links = pageLinks(name, request.url, input, place)
    if (links !== undefined) reply.header('link', links)
  }
  return reply.header('content-type', 'application/json; charset=utf-8').send(payloadOf(answer, json))
}

/** Answers of this length are kept as bytes: those that are given again (a room's newest page) are encoded once. */
const longAnswer = 4096
const payloads = new WeakMap<Encoded<unknown>, Buffer>()

function payloadOf(answer: Answer<unknown>, json: string): string | Buffer {
  if (!(answer instanceof Encoded) || json.length < longAnswer) return json
  const known = payloads.get(answer)
  if (known) return known
  const payload = Buffer.from(json)
  payloads.set(answer, payload)
  return payload
}

/** Stored texts begin with their numbers, so this never looks into what people wrote. */
function documentVersion(json: string): number | undefined {
  const found = /^\{(?:"document":\{)?"kind":"document","version":(\d+),/.exec(json)
  return found ? Number(found[1]) : undefined
}
