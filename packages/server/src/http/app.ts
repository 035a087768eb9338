import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { CommandName, Problem } from '@hubbub/protocol'
import { randomBytes } from 'node:crypto'
import type { Caller } from '../core/caller.ts'
import type { Core } from '../core/index.ts'
import type { CreateLimiter } from '../core/ports/limiter.ts'
import { refuse } from '../core/refusal.ts'
import { readJsonBody } from './commands/json-body.ts'
import { mountCommands } from './commands/mount-commands.ts'
import { credentialIn } from './credential.ts'
import { mountDocuments } from './documents/mount-documents.ts'
import { createGuard } from './guard.ts'
import type { Gate } from './guards/gate.ts'
import type { RateLimits } from './guards/rate-limits.ts'
import { securityHeaders } from './guards/security-headers.ts'
import { createUnchangingHeaders, type UnchangingHeaders } from './guards/unchanging-headers.ts'
import { mountHealth, type Readiness } from './health.ts'
import type { OlderHttp } from './older/older-http.ts'
import { refuseConnection } from './refused-connection.ts'
import { replyProblem, type Zone, zoneOf } from './reply-problem.ts'
import { createRouteTable } from './route-table.ts'
import { mountDemos } from './web/mount-demos.ts'
import { mountWeb } from './web/mount-web.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The client's network address; see client-address.ts. */
    address: string
  }
}

export interface HttpOptions {
  core: Pick<Core, 'ask'>
  /** Who holds this token or key. Refuses what is not valid. */
  authenticate(credential: string | undefined, edge: { address: string }): Promise<Caller>
  readiness: Readiness
  isStopping(): boolean
  gate: Gate
  rates: RateLimits
  limits: HttpLimits
  /** Resolves when what a write told others was written to their sockets. */
  newsWritten(): Promise<void>
  watch: HttpWatch
  version: string
  /** Where people reach the server; known for sure once it listens. */
  publicUrl: () => string
  /** Where an operator says people reach the server. */
  chosenUrl: string | null
  /** Parts of the paths with error shapes and origins of their own. */
  zones?: readonly Zone[] | undefined
  /** What the older APIs registered. */
  older?: { http: OlderHttp; createLimiter: CreateLimiter } | undefined
  onAnswer?: ((name: CommandName, json: string) => void) | undefined
}

export interface HttpLimits {
  bodyBytes: number
  jsonDepth: number
  jsonNodes: number
  /** For the headers of a request, for the whole of it, and without a byte either way. */
  headersMs: number
  requestMs: number
  idleMs: number
}

/** Who is told what happens: logs and metrics. */
export interface HttpWatch {
  answered(name: CommandName, seconds: number): void
  requestAnswered(status: number, seconds: number): void
  rateLimited(scope: string): void
  refused(request: RequestFacts, problem: Problem): void
  failed(request: RequestFacts, error: unknown): void
}

export interface RequestFacts {
  requestId: string
  method: string
  /** The route's pattern: addresses may hold names. */
  route: string
  address: string
}

/** Commands are checked against their own schemas; Fastify's compilers are not loaded, as no route gives it one. */
const noCompilers = { buildValidator: neverAsked, buildSerializer: neverAsked }

function neverAsked(): never {
  throw new Error('routes have no schema for Fastify')
}

/** Everything the server answers over HTTP, but for the socket. It does not listen yet. */
export function createHttpApp(options: HttpOptions): FastifyInstance {
  const { older, watch, limits } = options
  const zones = [...(options.zones ?? []), ...(older?.http.zones ?? [])]
  const jsonBounds = { depth: limits.jsonDepth, nodes: limits.jsonNodes }
  const { clientOf } = options.gate
  const headers = createUnchangingHeaders(securityHeaders(options.chosenUrl))
  const rewritten = (url: string): string => older?.http.rewritten(url) ?? url
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    genReqId: createRequestIds(),
    logger: false,
    routerOptions: { maxParamLength: 512 },
    schemaController: { compilersFactory: noCompilers },
    ...serverOptions(limits, headers),
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseConnection,
    rewriteUrl: (request: { url?: string }) => rewritten(request.url ?? '/'),
    frameworkErrors: (error, request, reply) => {
      const answer = reply as unknown as FastifyReply
      guard.dress(request as FastifyRequest, answer)
      answerError(error, request as FastifyRequest, answer)
    },
  })
  const table = createRouteTable(app)
  const guard = createGuard({
    gate: options.gate,
    headers,
    requests: options.rates.requests,
    zones,
    isStopping: options.isStopping,
    methodsAt: table.methodsAt,
  })

  app.decorateRequest('address', '')
  app.addHook('onRequest', guard.admit)
  app.addHook('onResponse', (_request, reply, done) => {
    watch.requestAnswered(reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    readJsonBody(request.headers['content-type'], body),
  )
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => {
    const methods = table.methodsAt(request.url)
    if (methods.length === 0) throw refuse('request.not-found')
    reply.header('allow', methods.join(', '))
    throw refuse('request.method', { detail: `It takes ${methods.join(', ')}.` })
  })

  mountHealth(app, options.readiness)
  const contracts = older?.http.contracts ?? []
  mountDocuments(app, { ...options, contracts })
  mountWeb(app)
  mountDemos(app, contracts)
  mountCommands(app, {
    core: options.core,
    callerOf: ({ headers, address }) => options.authenticate(credentialIn(headers), { address }),
    clientOf,
    rates: options.rates,
    newsWritten: options.newsWritten,
    jsonBounds,
    onAnswer: options.onAnswer,
    answered: watch.answered,
  })
  older?.http.mount(app, { ...older, newsWritten: options.newsWritten, clientOf, jsonBounds })
  return app

  function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = replyProblem(reply, error, zoneOf(zones, request.url))
    const facts = factsOf(request)
    if (problem.code === 'rate.limited') watch.rateLimited('http')
    if (problem.code === 'internal') watch.failed(facts, error)
    else watch.refused(facts, problem)
  }
}

/** A client that sends slowly, and one that reads slowly, lose the connection instead of holding it. */
function serverOptions({ headersMs, requestMs, idleMs }: HttpLimits, { ServerResponse }: UnchangingHeaders) {
  // Node looks only so often; by default only every half minute.
  const connectionsCheckingInterval = Math.min(headersMs, requestMs, 10_000) / 2
  return {
    http: {
      headersTimeout: headersMs,
      maxHeaderSize: 16 * 1024,
      connectionsCheckingInterval,
      ServerResponse,
    },
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    keepAliveTimeout: 72_000,
  }
}

function factsOf(request: FastifyRequest): RequestFacts {
  const { id, method, address, routeOptions } = request
  return { requestId: id, method, route: routeOptions?.url ?? '(none)', address }
}

/** The caller's own id where it is harmless in logs and headers, so that its traces and ours meet. */
function createRequestIds(): (request: { headers: Record<string, string | string[] | undefined> }) => string {
  const run = randomBytes(6).toString('base64url')
  let count = 0
  return ({ headers }) => {
    const given = headers['x-request-id']
    if (typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given)) return given
    count += 1
    return `${run}-${count.toString(36)}`
  }
}
