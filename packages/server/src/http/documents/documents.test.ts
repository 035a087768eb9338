import assert from 'node:assert/strict'
import { test } from 'node:test'
import { events } from '@hubbub/protocol'
import { dialects } from '../../dialects/index.ts'
import { asyncApiDocument } from './asyncapi.ts'
import { allCommands } from './catalogue-facts.ts'
import { openApiDocument, placesOf } from './openapi.ts'
import type { JsonObject } from './named-schemas.ts'
import { contractDocument } from './older/contract-openapi.ts'

const openApi = openApiDocument('1.2.3', dialects)
const asyncApi = asyncApiDocument('1.2.3', 'https://chat.example.org', dialects)

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

test('the OpenAPI document has every route of the older contracts, tagged, with statuses and examples', () => {
  const paths = openApi['paths'] as Record<string, Record<string, JsonObject>>
  const tags = (openApi['tags'] as { name: string }[]).map(({ name }) => name)
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const ids = operations.map(({ operationId }) => operationId)
  assert.equal(new Set(ids).size, ids.length)
  for (const { name, description } of dialects) {
    assert.ok(tags.includes(name))
    const routes = description.routes.flatMap((route) => route.paths.map((path) => ({ ...route, path })))
    assert.equal(operations.filter(({ tags: own }) => (own as string[]).includes(name)).length, routes.length)
    for (const { method, path, answers } of routes) {
      const operation = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      const responses = (operation?.['responses'] ?? {}) as Record<string, JsonObject>
      for (const { status, shape, example } of [...answers, ...description.refusals]) {
        const text = JSON.stringify(responses[status])
        assert.ok(text, `${method} ${path}: ${status}`)
        if (shape) assert.ok(text.includes(JSON.stringify(example)), `${method} ${path}: ${text}`)
      }
    }
  }
})

test('the part of one contract stands by itself', () => {
  for (const contract of dialects) {
    const document = contractDocument('1.2.3', contract)
    const refs = [...walk(document)].filter(({ path }) => path.at(-1) === '$ref')
    assert.ok(refs.length > 3)
    for (const { value } of refs) assert.ok(at(document, String(value)) !== undefined, String(value))
  }
})

test('the AsyncAPI document has every event of the older contracts, in each namespace, with its direction', () => {
  const channels = asyncApi['channels'] as Record<string, { address: string; messages: JsonObject }>
  const operations = Object.values(asyncApi['operations'] as Record<string, JsonObject>).map((one) => ({
    action: one['action'],
    channel: (one['channel'] as { $ref: string }).$ref.split('/').at(-1) ?? '',
    message: (one['messages'] as { $ref: string }[])[0]?.$ref.split('/').at(-1) ?? '',
    tags: JSON.stringify(one['tags']),
  }))
  for (const { name, description } of dialects) {
    const own = operations.filter(({ tags }) => tags === JSON.stringify([{ name }]))
    const placed = own.map(({ action, channel, message }) => {
      const { address, messages } = channels[channel] ?? { address: '', messages: {} }
      const { name: event } = messages[message] as { name: string }
      return `${action} ${address} ${event}`
    })
    const expected = description.events.flatMap((event) =>
      event.namespaces.map(
        (namespace) => `${event.from === 'client' ? 'receive' : 'send'} ${namespace} ${event.name}`,
      ),
    )
    assert.deepEqual(placed.sort(), expected.sort(), name)
  }
})
