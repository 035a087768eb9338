import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf } from '../test/client-of.ts'
import { refuse, startScriptedServer } from '../test/scripted-server.ts'
import { createRest } from './rest.ts'

test('an answer that is no JSON is a failure on the way', async (t) => {
  const server = await startScriptedServer(t)
  const proxied = createRest(`${server.url}/elsewhere`)
  await assert.rejects(proxied.ask('server.get', {}), {
    name: 'ApiError',
    code: 'client.network',
    retryable: true,
  })
})

test('a server that is not there is a failure on the way', async (t) => {
  const server = await startScriptedServer(t)
  await server.stop()
  await assert.rejects(clientOf(t, server).askAnonymously('server.get', {}), {
    name: 'ApiError',
    code: 'client.network',
    status: 0,
  })
})

test('a refusal is told with its time to come back', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('link.check', () => {
    throw refuse('rate.limited', { retryAfter: 12 })
  })
  await assert.rejects(clientOf(t, server).askAnonymously('link.check', { token: 'a'.repeat(20) }), {
    code: 'rate.limited',
    status: 429,
    retryAfter: 12,
    retryable: true,
  })
})

test('a server that says nothing is not waited for longer than told', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('server.get', () => new Promise(() => {}))
  await assert.rejects(clientOf(t, server).askAnonymously('server.get', {}, { timeoutMs: 20 }), {
    code: 'client.timeout',
    retryable: true,
  })
})
