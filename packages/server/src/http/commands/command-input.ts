import type { Command } from '@hubbub/protocol'
import type { FastifyRequest } from 'fastify'
import { refuse } from '../../core/refusal.ts'
import { idempotencyKey, ifMatch } from './conditional-headers.ts'
import { hasBrokenEscape, readQueryValue, type ValueSchema } from './query-values.ts'

export type Fields = Record<string, unknown>
export type ReadInput = (request: FastifyRequest) => Fields

/** Path, query, body and headers of a request are one input object; what is said twice must agree. */
export function createInputReader(command: Command): ReadInput {
  const properties: Record<string, ValueSchema> = command.input.properties
  const method = command.http?.method
  // Elsewhere a query could carry a password into somebody's access log.
  const takesQuery = method === 'GET' || method === 'DELETE'

  return (request) => {
    if (hasBrokenEscape(request.url)) throw refuse('request.invalid', { detail: 'The address is not UTF-8.' })
    const input = fieldsOf(request.body)
    const query = request.query as Record<string, string | string[]>
    for (const [name, written] of Object.entries(query)) {
      if (!takesQuery) throw disagreement(name, 'give it in the body, not in the address')
      put(input, name, readQueryValue(properties[name], written))
    }
    for (const [name, written] of Object.entries(request.params as Record<string, string>)) {
      put(input, name, readQueryValue(properties[name], written))
    }
    if (properties['clientId']) put(input, 'clientId', idempotencyKey(request.headers['idempotency-key']))
    if (properties['version']) put(input, 'version', ifMatch(request.headers))
    return input
  }
}

function fieldsOf(body: unknown): Fields {
  if (body === undefined) return {}
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse('request.invalid', { errors: [{ pointer: '', detail: 'must be an object' }] })
  }
  // A `__proto__` of the body is copied as a field like any other, and the schema refuses it.
  return { ...body }
}

function put(input: Fields, name: string, value: unknown): void {
  if (value === undefined) return
  if (Object.hasOwn(input, name) && !isSame(input[name], value)) {
    throw disagreement(name, 'is given twice, and differs')
  }
  // Assigned, this one name would change what the input is instead of being a field, which the check refuses.
  if (name === '__proto__') Object.defineProperty(input, name, { value, enumerable: true })
  else input[name] = value
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function disagreement(name: string, detail: string) {
  const pointer = `/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`
  return refuse('request.invalid', { errors: [{ pointer, detail }] })
}
