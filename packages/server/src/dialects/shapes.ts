import type { AnswerDescription, Shape } from './door.ts'

/** Shapes for descriptions, in few words. */
export const text: Shape = { type: 'string' }
export const flag: Shape = { type: 'boolean' }
export const count: Shape = { type: 'integer' }
export const anything: Shape = {}
export const objectId: Shape = {
  type: 'string',
  pattern: '^[0-9a-f]{24}$',
  description: '24 lower-case hex digits',
}
export const instant: Shape = { type: 'string', format: 'date-time', description: 'UTC, ends in Z' }

export const textOf = (minLength: number, maxLength: number): Shape => ({
  type: 'string',
  minLength,
  maxLength,
})
export const literal = (value: string | boolean): Shape => ({ const: value })
export const ref = (name: string): Shape => ({ $ref: name })
export const listOf = (items: Shape): Shape => ({ type: 'array', items })
export const either = (...anyOf: Shape[]): Shape => ({ anyOf })
export const described = (shape: Shape, description: string): Shape => ({ ...shape, description })

/** Exactly these fields; a name that ends in `?` may be left out. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  return { ...openObject(fields), additionalProperties: false }
}

/** At least these: further ones are there, or are passed over when sent. */
export function openObject(fields: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(fields)
  const required = entries.map(([name]) => name).filter((name) => !name.endsWith('?'))
  return {
    type: 'object',
    ...(entries.length > 0
      ? { properties: Object.fromEntries(entries.map(([name, shape]) => [name.replace(/\?$/, ''), shape])) }
      : {}),
    ...(required.length > 0 ? { required } : {}),
  }
}

export const answer = (
  status: number,
  when: string,
  shape?: Shape,
  example?: unknown,
): AnswerDescription => ({ status, when, ...(shape ? { shape, example } : {}) })
