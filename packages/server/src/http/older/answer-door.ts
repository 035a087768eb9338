import { checkJson, type JsonBounds } from '@hubbub/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ContractAccess } from '../../core/contracts/contract-access.ts'
import type { DoorAnswer, DoorMethod, DoorRequest, DoorRoute } from '../../core/ports/door.ts'
import { refuse } from '../../core/refusal.ts'
import { credentialIn } from '../credential.ts'
import type { Streams } from './streams.ts'
import { pathOf } from './zones.ts'

export interface OlderRoute {
  access: ContractAccess
  method: DoorMethod
  path: string
  answer: DoorRoute
}

export interface AnswerNeeds {
  jsonBounds: JsonBounds
  /** Resolves when what a write told others was written to their sockets. */
  newsWritten(): Promise<void>
  /** What counters are kept by, of an address. */
  clientOf(address: string): string
  streams: Streams
}

/** One route of a dialect as Fastify sees it. */
export function answerDoor(
  { access, answer }: OlderRoute,
  needs: AnswerNeeds,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    await access.checkOn()
    checkBody(request.body, needs.jsonBounds)
    const answered = await answer(doorRequest(request, access))
    // The event leaves before the answer does: clients of the originals count on it.
    if (request.method !== 'GET') await needs.newsWritten()
    return send(request, reply, answered, needs)
  }
}

/** Whatever reads the body afterwards may do so by recursion. */
function checkBody(body: unknown, bounds: JsonBounds): void {
  if (body === undefined) return
  const fault = checkJson(body, bounds)
  if (fault) throw refuse('request.invalid', { errors: [{ pointer: fault.pointer, detail: fault.detail }] })
}

function doorRequest(request: FastifyRequest, access: ContractAccess): DoorRequest {
  const { method, url, headers, address, body } = request
  const exposure = access.exposure(headers)
  return {
    method,
    path: pathOf(url),
    params: request.params as Record<string, string>,
    query: new URLSearchParams(url.slice(pathOf(url).length)),
    body,
    address,
    exposure,
    header: (name) => [headers[name.toLowerCase()]].flat()[0],
    async caller() {
      const edge = { address }
      const hasKey = exposure === 'protected' && (await access.isKey(credentialIn(headers), edge))
      return access.enter(exposure, hasKey, edge)
    },
  }
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body, json, text, stream, headers = {} }: DoorAnswer,
  { streams, clientOf }: AnswerNeeds,
): Promise<FastifyReply> {
  reply.code(status)
  if (text !== undefined) return reply.headers(headers).send(text)
  if (stream !== undefined) {
    const readable = await streams.open(clientOf(request.address), stream)
    return reply.type(jsonType).headers(headers).send(readable)
  }
  const written = json ?? (body === undefined ? undefined : JSON.stringify(body))
  if (written === undefined) return reply.headers(headers).send()
  return reply.type(jsonType).headers(headers).send(written)
}

const jsonType = 'application/json; charset=utf-8'
