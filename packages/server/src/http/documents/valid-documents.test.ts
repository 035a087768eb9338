import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { dialects } from '../../dialects/index.ts'
import { asyncApiDocument } from './asyncapi.ts'
import { openApiDocument } from './openapi.ts'
import type { JsonObject } from './named-schemas.ts'
import { contractDocument } from './older/contract-openapi.ts'

/** What the authors of the two specifications say a document is. */

const asyncApi = asyncApiDocument('1.2.3', 'https://chat.example.org', dialects)
const openApis: Record<string, JsonObject> = {
  'of the server': openApiDocument('1.2.3', dialects),
  ...Object.fromEntries(
    dialects.map((contract) => [`of ${contract.name}`, contractDocument('1.2.3', contract)]),
  ),
}

async function assertOpenApi(document: JsonObject): Promise<void> {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  assert.deepEqual([valid, errors], [true, undefined])
  assert.equal(validator.version, '3.1')
}

for (const [name, document] of Object.entries(openApis)) {
  test(`the document ${name} is OpenAPI 3.1`, () => assertOpenApi(document))
}

test('a document that is not OpenAPI is told apart', async () => {
  const { paths: _, ...rest } = openApis['of the server'] ?? {}
  await assert.rejects(assertOpenApi({ ...rest, path: {} }))
})

test('the AsyncAPI document is AsyncAPI 3', () => {
  const place = fileURLToPath(import.meta.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'))
  const isAsyncApi = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(place, 'utf8')),
  )
  assert.deepEqual([isAsyncApi(asyncApi), isAsyncApi.errors], [true, null])
  assert.equal(isAsyncApi({ ...asyncApi, operations: { 'message.send': { action: 'ask' } } }), false)
})

for (const [name, { components }] of Object.entries({ ...openApis, 'of all sockets': asyncApi })) {
  test(`every schema in the document ${name} is JSON Schema 2020-12, and its references lead to one`, () => {
    const { schemas } = components as { schemas: Record<string, object> }
    for (const schema of Object.keys(schemas)) {
      const $ref = `#/components/schemas/${schema}`
      new Ajv2020({ strict: false, validateFormats: false }).compile({ $ref, components: { schemas } })
    }
  })
}
