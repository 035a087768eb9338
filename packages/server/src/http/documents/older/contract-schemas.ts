import type { Shape } from '../../../core/ports/contract-description.ts'
import { type JsonSchema, schemaPath } from '../named-schemas.ts'
import type { DescribedContract } from './described-contract.ts'

/** A shape of a contract as the documents say it: what has a name there has it here, behind the contract's own. */
export function schemaIn({ name }: Pick<DescribedContract, 'name'>, shape: Shape): JsonSchema {
  return withPaths(name, shape) as JsonSchema
}

export function contractSchemas(contract: DescribedContract): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(contract.description.shapes).map(([name, shape]) => [
      `${contract.name}.${name}`,
      schemaIn(contract, shape),
    ]),
  )
}

function withPaths(contract: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withPaths(contract, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      key === '$ref' && typeof item === 'string'
        ? [key, schemaPath(`${contract}.${item}`)]
        : [key, withPaths(contract, item)],
    ),
  )
}
