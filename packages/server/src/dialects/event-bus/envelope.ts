import type { JsonObject } from '@hubbub/protocol'
import { refuse } from '../../core/refusal.ts'
import { fieldIn, isObject } from '../reading.ts'

export const operations = ['CREATE', 'UPDATE', 'DELETE', 'FETCH', 'BROADCAST'] as const
export type Operation = (typeof operations)[number]

/** Names under which any operation may come; its envelope says which. */
export const generic = ['event', 'message'] as const

/** Which operation an event asks for, as far as one can tell. */
export function operationIn(event: string, argument: unknown): Operation | undefined {
  const type = fieldIn(argument, 'type')
  const name = (generic as readonly string[]).includes(event) ? type : event
  return operations.find((one) => one === name)
}

/** What an event asks for. Envelopes are `{type, payload}`; without one the argument itself is the payload. */
export function readEnvelope(
  event: string,
  argument: unknown,
): { operation: Operation; payload: JsonObject } {
  const operation = operationIn(event, argument)
  if (operation === undefined || !isObject(argument)) throw invalidRequest()
  const { type, payload, ...rest } = argument
  if (type !== undefined && type !== operation) throw invalid('The type is not that of the event')
  if (isObject(payload)) return { operation, payload }
  // An envelope whose payload is no object is broken; a bare payload may have a field of that name.
  if (payload !== undefined && type !== undefined) throw invalidRequest()
  const bare = payload === undefined ? rest : { ...rest, payload }
  if (operation === 'BROADCAST' && Object.keys(bare).length === 0) throw invalidRequest()
  return { operation, payload: bare }
}

const prototypes: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Refuses keys that a database or careless code might take for something else, at any depth (decision 8). */
export function checkKeys(value: unknown): void {
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, inner] of Object.entries(next)) {
      if (/^\$|[.\0]/.test(key) || prototypes.has(key)) throw invalid('A key of the request is not allowed')
      if (typeof inner === 'object' && inner !== null) open.push(inner)
    }
  }
}

export const invalid = (detail: string) => refuse('request.invalid', { detail })
export const invalidRequest = () => invalid('Invalid request')
