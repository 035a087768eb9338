import { fastify } from 'fastify'
import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { type TestContext, test } from 'node:test'
import { createUnchangingHeaders } from './unchanging-headers.ts'

const headers = { 'x-frame-options': 'DENY', 'cache-control': 'no-store' }

/** A server whose every answer but `/plain` carries them. */
async function openServer(t: TestContext) {
  const { ServerResponse, putOn } = createUnchangingHeaders(headers)
  const app = fastify({ http: { ServerResponse } })
  app.addHook('onRequest', async (request, reply) => {
    if (request.url !== '/plain') putOn(reply)
  })
  app.get('/usual', () => 'here')
  app.get('/plain', () => 'here')
  app.get('/kept', (_request, reply) => reply.header('cache-control', 'private').send('here'))
  app.get('/empty', (_request, reply) => reply.code(204).send())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => app.close())
  const told = async (path: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    get(url + path, { agent: false }, resolve).once('error', reject)
    const answer = await promise
    answer.resume()
    return answer
  }
  return { app, told }
}

const valuesOf = ({ headersDistinct }: IncomingMessage) =>
  Object.keys(headers).map((name) => headersDistinct[name])

test('every answer carries them once, also an empty one and one that nobody expected', async (t) => {
  const { told } = await openServer(t)
  for (const path of ['/usual', '/empty', '/nowhere'])
    assert.deepEqual(valuesOf(await told(path)), [['DENY'], ['no-store']], path)
})

test('what a route says itself counts more, and is said once', async (t) => {
  const { told } = await openServer(t)
  assert.deepEqual(valuesOf(await told('/kept')), [['DENY'], ['private']])
})

test('an answer that they were not put on has none', async (t) => {
  const { told } = await openServer(t)
  assert.deepEqual(valuesOf(await told('/plain')), [undefined, undefined])
})

test('they are there too where no server of Node answers', async (t) => {
  const { app } = await openServer(t)
  const answer = await app.inject('/kept')
  assert.equal(answer.headers['x-frame-options'], 'DENY')
  assert.equal(answer.headers['cache-control'], 'private')
})

test('the step of Node that they lean on is there in this version', () => {
  const { ServerResponse } = createUnchangingHeaders(headers)
  assert.equal(ServerResponse.name, 'Dressed')
})
