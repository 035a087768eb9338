import type { AnswerDescription, RouteDescription } from '../../../core/ports/contract-description.ts'
import { pathFields } from '../catalogue-facts.ts'
import type { JsonObject } from '../named-schemas.ts'
import { contractSchemas, schemaIn } from './contract-schemas.ts'
import type { DescribedContract } from './described-contract.ts'

/** What a contract adds to an OpenAPI document. */
export interface OpenApiPart {
  tag: JsonObject
  paths: Record<string, JsonObject>
  schemas: JsonObject
  securitySchemes: JsonObject
}

export function openApiPart(contract: DescribedContract): OpenApiPart {
  const { name, description } = contract
  const paths: Record<string, JsonObject> = {}
  for (const route of description.routes) {
    for (const path of route.paths) {
      const url = path.replace(/:(\w+)/g, '{$1}')
      paths[url] = { ...paths[url], [route.method.toLowerCase()]: operation(contract, route, path) }
    }
  }
  return {
    tag: { name, description: `${description.title}. ${description.summary}` },
    paths,
    schemas: contractSchemas(contract),
    securitySchemes: description.access === 'token' ? { [name]: tokenScheme } : {},
  }
}

const tokenScheme = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'a token of this contract, good for 15 minutes',
}

/** The document of one contract by itself. */
export function contractDocument(version: string, contract: DescribedContract): JsonObject {
  const { tag, paths, schemas, securitySchemes } = openApiPart(contract)
  const { title, summary } = contract.description
  return {
    openapi: '3.1.1',
    info: { title, version, description: summary, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: [tag],
    paths,
    components: { schemas, securitySchemes: { ...keySchemes, ...securitySchemes } },
  }
}

export const keySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'an access token or an API key' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
}

function operation(contract: DescribedContract, route: RouteDescription, path: string): JsonObject {
  const { method, summary, body } = route
  const words = path.split('/').map((part) => part.replace(':', ''))
  return {
    operationId: [contract.name, method.toLowerCase(), ...words.filter(Boolean)].join('.'),
    tags: [contract.name],
    summary,
    security: securityOf(contract, route),
    parameters: parametersOf(contract, route, path),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: schemaIn(contract, body.shape), example: body.example },
            },
          },
        }
      : {}),
    responses: responsesOf(contract, [...route.answers, ...contract.description.refusals]),
  }
}

/** Where a contract is open it asks for nothing. */
function securityOf({ name }: DescribedContract, { needs }: RouteDescription): JsonObject[] {
  if (needs === 'token') return [{ [name]: [] }]
  return needs === 'key' ? [{}, { bearer: [] }, { apiKey: [] }] : []
}

function parametersOf(
  contract: DescribedContract,
  { query = {} }: RouteDescription,
  path: string,
): JsonObject[] {
  return [
    ...pathFields(path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(query).map(([name, { shape, meaning }]) => ({
      name,
      in: 'query',
      required: false,
      description: meaning,
      schema: schemaIn(contract, shape),
    })),
  ]
}

function responsesOf(contract: DescribedContract, answers: readonly AnswerDescription[]): JsonObject {
  const byStatus = new Map<number, AnswerDescription[]>()
  for (const one of answers) byStatus.set(one.status, [...(byStatus.get(one.status) ?? []), one])
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, same]) => [status, responseOf(contract, same)]),
  )
}

function responseOf(contract: DescribedContract, answers: readonly AnswerDescription[]): JsonObject {
  const description = answers.map(({ when }) => when).join('; ')
  const texts = answers.flatMap(({ shape }) => (shape ? JSON.stringify(schemaIn(contract, shape)) : []))
  const schemas = [...new Set(texts)].map((text) => JSON.parse(text) as JsonObject)
  if (schemas.length === 0) return { description }
  const examples = answers.flatMap(({ when, example }, place) =>
    example === undefined ? [] : [[`case${place + 1}`, { summary: when, value: example }] as const],
  )
  const schema = schemas.length === 1 ? schemas[0] : { anyOf: schemas }
  return { description, content: { 'application/json': { schema, examples: Object.fromEntries(examples) } } }
}
