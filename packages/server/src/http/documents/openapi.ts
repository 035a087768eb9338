import { type Command, errors } from '@hubbub/protocol'
import {
  accessWords,
  allCommands,
  areaOf,
  areas,
  byStatus,
  httpErrors,
  pathFields,
} from './catalogue-facts.ts'
import {
  componentSchemas,
  type JsonObject,
  jsonSchema,
  nameOfSchema,
  refSchema,
  schemaPath,
} from './named-schemas.ts'
import { keySchemes, openApiPart } from './older/contract-openapi.ts'
import type { DescribedContract } from './older/described-contract.ts'

/** The REST half of the catalogue as OpenAPI 3.1, and the older contracts beside it. */
export function openApiDocument(version: string, contracts: readonly DescribedContract[] = []): JsonObject {
  const older = contracts.map(openApiPart)
  const paths: Record<string, JsonObject> = {}
  for (const command of allCommands) {
    if (!command.http) continue
    const path = command.http.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [command.http.method.toLowerCase()]: operation(command) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Hubbub',
      version,
      description: 'Rooms, messages, presence and live documents. The same commands stand on the socket.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...areas.map((name): JsonObject => ({ name })), ...older.map(({ tag }) => tag)],
    paths: Object.assign(paths, ...older.map((part) => part.paths)),
    components: {
      schemas: Object.assign(componentSchemas(), ...older.map(({ schemas }) => schemas)),
      securitySchemes: Object.assign(
        { ...keySchemes },
        ...older.map(({ securitySchemes }) => securitySchemes),
      ),
    },
  }
}

function operation(command: Command): JsonObject {
  const body = requestBody(command)
  return {
    operationId: command.name,
    tags: [areaOf(command)],
    summary: command.summary,
    description: `${accessWords[command.access]} ${command.rule}`,
    security: command.access === 'anyone' ? [] : [{ bearer: [] }, { apiKey: [] }],
    'x-scope': command.scope,
    parameters: parameters(command),
    ...(body ? { requestBody: body } : {}),
    responses: responses(command),
  }
}

/** Which fields of the input are given where. */
export function placesOf(command: Command): { path: string[]; query: string[]; body: string[] } {
  const path = pathFields(command.http?.path ?? '')
  const rest = Object.keys(command.input.properties).filter((name) => !path.includes(name))
  const inQuery = command.http?.method === 'GET' || command.http?.method === 'DELETE'
  return { path, query: inQuery ? rest : [], body: inQuery ? [] : rest }
}

function parameters(command: Command): JsonObject[] {
  const { path, query } = placesOf(command)
  const { properties = {}, required = [] } = jsonSchema(command.input)
  const given = [
    ...path.map((name) => ({ name, in: 'path' })),
    ...query.map((name) => ({ name, in: 'query' })),
  ]
  const list: JsonObject[] = given.map(({ name, in: place }) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    // Lists: with commas or repeated; the comma is what a generated client sends.
    ...(properties[name]?.type === 'array' ? { style: 'form', explode: false } : {}),
    schema: refSchema(properties[name]),
  }))
  if ('clientId' in properties)
    list.push(header('Idempotency-Key', 'the same as clientId', properties['clientId']))
  if ('version' in properties)
    list.push(header('If-Match', 'the ETag this write is meant for', { type: 'string' }))
  if (command.name === 'document.get') {
    list.push(header('If-None-Match', 'an ETag that is known already', { type: 'string' }))
  }
  return list
}

function header(name: string, description: string, schema: unknown): JsonObject {
  return { name, in: 'header', required: false, description, schema: refSchema(schema) }
}

function requestBody(command: Command): JsonObject | undefined {
  const { body } = placesOf(command)
  if (body.length === 0) return undefined
  const { properties = {}, required = [] } = jsonSchema(command.input)
  const wanted = required.filter((name) => body.includes(name))
  const schema = {
    type: 'object',
    properties: Object.fromEntries(body.map((name) => [name, refSchema(properties[name])])),
    ...(wanted.length > 0 ? { required: wanted } : {}),
    additionalProperties: false,
  }
  return { required: wanted.length > 0, content: { 'application/json': { schema } } }
}

function responses(command: Command): JsonObject {
  const status = command.http?.status ?? 200
  const answers: Record<string, JsonObject> = {
    [status]: {
      description: nameOfSchema(command.output) ?? 'done',
      content: { 'application/json': { schema: refSchema(command.output) } },
    },
  }
  if (command.name === 'document.get') answers['304'] = { description: 'The reader has it already.' }
  for (const [code, codes] of byStatus(httpErrors(command))) {
    answers[code] = {
      description: codes.map((one) => `\`${one}\`: ${errors[one].title}`).join('; '),
      content: { 'application/problem+json': { schema: { $ref: schemaPath('Problem') } } },
    }
  }
  return answers
}
