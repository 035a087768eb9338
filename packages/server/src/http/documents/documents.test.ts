import assert from 'node:assert/strict'
import { test } from 'node:test'
import { events } from '@hubbub/protocol'
import { asyncApiDocument } from './asyncapi.ts'
import { allCommands } from './catalogue-facts.ts'
import { openApiDocument, placesOf } from './openapi.ts'
import type { JsonObject } from './named-schemas.ts'

const openApi = openApiDocument('1.2.3')
const asyncApi = asyncApiDocument('1.2.3', 'https://chat.example.org')

/** Everything below a value, with the names on the way. */
function* walk(value: unknown, path: string[] = []): Generator<{ path: string[]; value: unknown }> {
  yield { path, value }
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value)) yield* walk(item, [...path, name])
}

function at(document: JsonObject, pointer: string): unknown {
  const steps = pointer
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<unknown>((value, step) => (value as JsonObject | undefined)?.[step], document)
}

for (const [name, document] of [
  ['OpenAPI', openApi],
  ['AsyncAPI', asyncApi],
] as const) {
  test(`every reference of the ${name} document leads somewhere`, () => {
    const refs = [...walk(document)].filter(({ path }) => path.at(-1) === '$ref')
    assert.ok(refs.length > 100)
    for (const { value, path } of refs) {
      assert.equal(typeof value, 'string')
      assert.ok(at(document, String(value)) !== undefined, `${path.join(' ')}: ${String(value)}`)
    }
  })

  test(`the ${name} document holds nothing but JSON`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document)
  })
}

test('the OpenAPI document has what OpenAPI 3.1 asks for, for every command with a route', () => {
  assert.equal(openApi['openapi'], '3.1.1')
  const paths = openApi['paths'] as Record<string, Record<string, JsonObject>>
  const ids: unknown[] = []
  for (const command of allCommands) {
    if (!command.http) continue
    const path = command.http.path.replace(/:(\w+)/g, '{$1}')
    const operation = paths[path]?.[command.http.method.toLowerCase()]
    assert.ok(operation, command.name)
    ids.push(operation['operationId'])
    const names = (operation['parameters'] as { name: string; in: string; required: boolean }[])
      .filter(({ in: place }) => place === 'path')
      .map(({ name, required }) => `${name} ${required}`)
    assert.deepEqual(
      names,
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name} true`),
      command.name,
    )
    const answers = Object.keys(operation['responses'] as object)
    assert.ok(answers.includes(String(command.http.status ?? 200)), command.name)
    if (command.access !== 'anyone') assert.ok(answers.includes('401'), command.name)
  }
  assert.equal(new Set(ids).size, ids.length)
})

test('each field of an input is given in exactly one place', () => {
  for (const command of allCommands.filter(({ http }) => http)) {
    const { path, query, body } = placesOf(command)
    const given = [...path, ...query, ...body].sort()
    assert.deepEqual(given, Object.keys(command.input.properties).sort(), command.name)
  }
})

test('what stands in an address is text, a number, a boolean or a list of such', () => {
  const simple = ['string', 'integer', 'number', 'boolean']
  for (const command of allCommands.filter(({ http }) => http)) {
    const { path, query } = placesOf(command)
    const properties = command.input.properties as Record<string, JsonObject & { items?: JsonObject }>
    for (const name of [...path, ...query]) {
      const field = properties[name]
      const type = field?.['type'] === 'array' ? field.items?.['type'] : field?.['type']
      assert.ok(simple.includes(String(type)), `${command.name}: ${name}`)
    }
  }
})

test('the AsyncAPI document has a message, an operation and a reply for every socket command, and every event', () => {
  assert.match(String(asyncApi['asyncapi']), /^3\./)
  const { messages } = (asyncApi['channels'] as { v1: { messages: JsonObject } }).v1
  const operations = asyncApi['operations'] as Record<string, JsonObject>
  for (const { name } of allCommands.filter(({ restOnly }) => !restOnly)) {
    assert.ok(messages[name], name)
    assert.equal(operations[name]?.['action'], 'receive', name)
    const reply = operations[name]?.['reply'] as { messages: { $ref: string }[] }
    assert.equal(reply.messages[0]?.$ref, `#/channels/v1/messages/${name}.ack`)
  }
  for (const { name } of events) {
    assert.ok(messages[`event.${name}`], name)
    assert.equal(operations[`tell.${name}`]?.['action'], 'send', name)
  }
  const { here } = asyncApi['servers'] as { here: JsonObject }
  assert.deepEqual([here['host'], here['protocol']], ['chat.example.org', 'wss'])
})
