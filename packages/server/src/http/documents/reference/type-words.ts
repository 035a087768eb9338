import { type JsonSchema, nameOfSchema } from '../named-schemas.ts'

/** A schema in a few words: `integer 1–200`, `list of 24 lower-case hex digits`, a link to what has a name. */
export function typeWords(schema: JsonSchema): string {
  const name = schema.$ref?.split('/').at(-1) ?? nameOfSchema(schema)
  if (name) return linkTo(name)
  if (schema.anyOf) return schema.anyOf.map(typeWords).join(' or ')
  if ('const' in schema) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' or ')
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeWords({ ...schema, type })).join(' or ')
  switch (schema.type) {
    case 'array':
      return `list of ${typeWords(schema.items ?? {})}${bounds(schema, 'Items')}`
    case 'string':
      return `string${bounds(schema, 'Length')}`
    case 'integer':
    case 'number':
      return `${schema.type}${numberBounds(schema)}`
    case 'object':
      return objectWords(schema)
    default:
      return schema.type ?? 'any JSON'
  }
}

/** What an older contract gave a name stands on the contract's page: `users-crud.User`. */
function linkTo(name: string): string {
  const [own = '', contract] = name.split('.').reverse()
  return contract === undefined
    ? `[${name}](/docs/types#${name})`
    : `[${own}](/docs/${contract}#${shapeAnchor(own)})`
}

export const shapeAnchor = (name: string): string => `shape-${name}`

const literal = (value: unknown): string => `\`${JSON.stringify(value)}\``

function objectWords({ properties, required = [] }: JsonSchema): string {
  if (!properties) return 'object'
  const fields = Object.entries(properties).map(
    ([name, value]) => `\`${name}${required.includes(name) ? '' : '?'}\`: ${typeWords(value)}`,
  )
  return fields.length === 0 ? 'empty object' : `{ ${fields.join(', ')} }`
}

function bounds(schema: JsonSchema, what: 'Items' | 'Length'): string {
  const least = schema[`min${what}`]
  const most = schema[`max${what}`]
  const unit = what === 'Items' ? '' : ' characters'
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}${unit}`
  if (most !== undefined) return `, at most ${most}${unit}`
  return least !== undefined && least !== 0 ? `, at least ${least}${unit}` : ''
}

function numberBounds(schema: JsonSchema): string {
  const { minimum, maximum } = schema
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  if (minimum !== undefined && most !== undefined) return `, ${minimum} to ${most}`
  return minimum !== undefined ? `, from ${minimum}` : ''
}

/** The fields of an object schema as rows: name, type, needed, meaning. */
export function fieldRows({ properties = {}, required = [] }: JsonSchema): string[][] {
  return Object.entries(properties).map(([name, value]) => [
    `\`${name}\``,
    typeWords(value),
    required.includes(name) ? 'yes' : '',
    value.description ?? '',
  ])
}
