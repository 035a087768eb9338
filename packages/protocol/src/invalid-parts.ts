import type { TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'

/** One thing that is wrong with a value. The words come from the schema alone, never from the value. */
export interface InvalidPart {
  /** JSON pointer (RFC 6901) into the value. */
  pointer: string
  detail: string
}

/** An answer must not grow with what was sent. */
const mostParts = 8
const longestPointer = 200

export function invalidParts(schema: TSchema, errors: readonly TLocalizedValidationError[]): InvalidPart[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf').map((error) => error.schemaPath)
  const parts: InvalidPart[] = []
  for (const error of errors) {
    // What was wrong with each alternative is noise beside "none of them fits".
    if (alternatives.some((path) => error.schemaPath.startsWith(`${path}/anyOf/`))) continue
    for (const part of partsOf(schema, error)) {
      if (parts.length === mostParts) return parts
      parts.push({ ...part, pointer: shortened(part.pointer) })
    }
  }
  return parts.length > 0 ? parts : [{ pointer: '', detail: 'is not valid' }]
}

function partsOf(schema: TSchema, error: TLocalizedValidationError): InvalidPart[] {
  const { instancePath: pointer } = error
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) => ({
        pointer: below(pointer, name),
        detail: 'is missing',
      }))
    case 'boolean':
      return [{ pointer, detail: 'is not a field of this' }]
    case 'additionalProperties':
      // Says again what a `boolean` of each such field said.
      return []
    default:
      return [{ pointer, detail: sentence(schema, error) }]
  }
}

function sentence(schema: TSchema, error: TLocalizedValidationError): string {
  switch (error.keyword) {
    case 'type':
      return `must be ${[error.params.type].flat().map(withArticle).join(' or ')}`
    case 'pattern':
      return `does not have the right form${described(schema, error.schemaPath)}`
    case 'minLength':
      return `must have at least ${counted(error.params.limit, 'character')}`
    case 'maxLength':
      return `must have at most ${counted(error.params.limit, 'character')}`
    case 'minItems':
      return `must have at least ${counted(error.params.limit, 'entry', 'entries')}`
    case 'maxItems':
      return `must have at most ${counted(error.params.limit, 'entry', 'entries')}`
    case 'uniqueItems':
      return 'must not have an entry twice'
    case 'minimum':
      return `must be ${error.params.limit} or more`
    case 'maximum':
      return `must be ${error.params.limit} or less`
    case 'const':
      return `must be ${JSON.stringify(error.params.allowedValue)}`
    case 'anyOf':
      return alternativesOf(schema, error.schemaPath)
    default:
      return 'is not valid'
  }
}

function alternativesOf(schema: TSchema, path: string): string {
  const { anyOf } = schemaAt(schema, path) as { anyOf?: { const?: unknown }[] }
  const values = (anyOf ?? []).map((alternative) => alternative.const)
  const allNamed = values.length > 0 && values.every((value) => value !== undefined)
  return allNamed
    ? `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`
    : 'has none of the forms it may have'
}

function described(schema: TSchema, path: string): string {
  const { description } = schemaAt(schema, path) as { description?: unknown }
  return typeof description === 'string' ? `: ${description}` : ''
}

/** The part of a schema that a path like `#/properties/room` names. */
function schemaAt(schema: TSchema, path: string): object {
  let at: unknown = schema
  for (const step of path.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return {}
    at = (at as Record<string, unknown>)[name]
  }
  return typeof at === 'object' && at !== null ? at : {}
}

const below = (pointer: string, name: string): string =>
  `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

function shortened(pointer: string): string {
  const kept = pointer.length > longestPointer ? `${pointer.slice(0, longestPointer)}…` : pointer
  return kept.toWellFormed()
}

const withArticle = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`)

const counted = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${count} ${Number(count) === 1 ? one : many}`
