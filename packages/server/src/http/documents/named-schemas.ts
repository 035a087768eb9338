import * as protocol from '@hubbub/protocol'

/** A JSON Schema as data, as far as the documents look into it. */
export interface JsonSchema {
  type?: string | string[]
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  $ref?: string
  $defs?: Record<string, JsonSchema>
  [keyword: string]: unknown
}

export type JsonObject = Record<string, unknown>

/** Schemas of the protocol that have a name of their own, by that name: objects and choices. */
const named: ReadonlyMap<string, JsonSchema> = new Map(
  Object.entries<unknown>(protocol).flatMap(([name, value]): [string, JsonSchema][] =>
    isNamed(value) ? [[name, jsonSchema(value)]] : [],
  ),
)

/** Where two have the same schema the first name stands. */
const namesByText = new Map(
  [...named].reverse().map(([name, schema]): [string, string] => [JSON.stringify(schema), name]),
)

/** `components.schemas` of both documents; they refer to one another. */
export function componentSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(
    [...named].map(([name, schema]) => [name, withRefs(definitionOf(name, schema), name) as JsonSchema]),
  )
}

/** The schema, with a reference wherever it is or holds one that has a name. */
export function refSchema(schema: unknown): JsonSchema {
  return withRefs(jsonSchema(schema), undefined) as JsonSchema
}

/** The name of a schema, where it has one. */
export function nameOfSchema(schema: unknown): string | undefined {
  return namesByText.get(JSON.stringify(jsonSchema(schema)))
}

export const schemaPath = (name: string): string => `#/components/schemas/${name}`

function isNamed(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || !('~kind' in value)) return false
  return 'properties' in value || 'anyOf' in value || '$defs' in value || 'patternProperties' in value
}

/** Without the marks that TypeBox keeps beside it. */
export function jsonSchema(schema: unknown): JsonSchema {
  const { $id: _, ...rest } = JSON.parse(JSON.stringify(schema)) as JsonSchema
  return rest
}

/** A schema that refers to itself carries its definition inside; an `$id` there would bend the references below it. */
function definitionOf(name: string, schema: JsonSchema): JsonSchema {
  if (!schema.$defs?.[name]) return schema
  const { $id: _, ...inner } = schema.$defs[name]
  const { description } = schema
  return description === undefined ? inner : { description, ...inner }
}

function withRefs(value: unknown, own: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => withRefs(item, undefined))
  if (typeof value !== 'object' || value === null) return value
  const name = own === undefined ? namesByText.get(JSON.stringify(value)) : undefined
  if (name) return { $ref: schemaPath(name) }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      key === '$ref' && typeof item === 'string' && !item.startsWith('#')
        ? [key, schemaPath(item)]
        : [key, withRefs(item, undefined)],
    ),
  )
}
