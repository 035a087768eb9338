import { type Command, type CommandName, commands } from '@hubbub/protocol'

/** What of a JSON Schema tells which values cannot fit it. */
export interface Schema {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  patternProperties?: Readonly<Record<string, Schema>>
  additionalProperties?: boolean | Schema
  $ref?: string
  $defs?: Readonly<Record<string, Schema>>
}

export const commandNames = Object.keys(commands) as CommandName[]

export const inputOf = (name: CommandName): Schema => commands[name].input as Schema

export const fieldsOf = (name: CommandName): [string, Schema][] =>
  Object.entries(inputOf(name).properties ?? {})

export const isRequired = (name: CommandName, field: string): boolean =>
  inputOf(name).required?.includes(field) === true

const methodOf = (name: CommandName): string | undefined => (commands[name] as Command).http?.method

/** On REST the field stands in the address, where everything is text. */
export const isInAddress = (name: CommandName, field: string): boolean =>
  isInPath(name, field) || methodOf(name) === 'GET' || methodOf(name) === 'DELETE'

export const isInPath = (name: CommandName, field: string): boolean =>
  (commands[name] as Command).http?.path.split('/').includes(`:${field}`) === true

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

/** Types of values that may fit; where a schema says nothing, all. */
export function typesOf(schema: Schema): Set<JsonType> {
  if (schema.anyOf) return new Set(schema.anyOf.flatMap((one) => [...typesOf(one)]))
  if (schema.$ref !== undefined) return new Set(['object'])
  if ('const' in schema) return new Set([jsonTypeOf(schema.const)])
  if (schema.enum) return new Set(schema.enum.map(jsonTypeOf))
  if (schema.type === undefined) return new Set(['null', 'boolean', 'number', 'string', 'array', 'object'])
  return new Set([schema.type === 'integer' ? 'number' : (schema.type as JsonType)])
}

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : (typeof value as JsonType)
}
