import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import {
  isProtected,
  openWorld,
  type OlderWorld,
  type WorldOptions,
} from '../../dialects/contract/older-world.ts'
import type { Dialect, Door, DoorRequest } from '../../dialects/door.ts'
import { refuse } from '../../core/refusal.ts'
import { undescribed } from '../../dialects/contract/undescribed.ts'

interface Harbour extends OlderWorld {
  door: Door
  asked: DoorRequest[]
}

/** A dialect with one route for every kind of answer, below `/harbour` and, in any case, below `/pier`. */
async function openHarbour(
  t: TestContext,
  mount: (door: Door) => void = () => {},
  options: WorldOptions = {},
): Promise<Harbour> {
  const asked: DoorRequest[] = []
  let door: Door | undefined
  const dialect: Dialect = {
    name: 'lobby-chat',
    description: undescribed,
    async mount(given) {
      door = given
      const { http } = given
      const reply = (problem: { code: string; status: number }, place: object) => ({
        status: problem.status,
        body: { wrong: problem.code, ...place },
        headers: { 'x-wrong': 'yes' },
      })
      http.zone({ prefixes: ['/harbour'], origins: 'any', reply })
      http.zone({ prefixes: ['/pier'], origins: 'own', anyCase: true, reply })
      http.route('GET', '/harbour/ships/:id', (request) => {
        asked.push(request)
        return { status: 200, body: request.params }
      })
      http.route('GET', '/harbour/ships/mine', () => ({ status: 200, body: 'mine' }))
      http.route('GET', '/harbour/json', () => ({ status: 203, json: '[1]', headers: { 'x-kind': 'ready' } }))
      http.route('GET', '/harbour/text', () => ({
        status: 200,
        text: 'openapi: 3.1.0\n',
        headers: { 'content-type': 'application/yaml' },
      }))
      http.route('DELETE', '/harbour/ships/:id', () => ({ status: 204 }))
      http.route('POST', '/harbour/ships', (request) => {
        asked.push(request)
        return { status: 201, body: { got: request.body ?? null } }
      })
      http.route('PUT', '/harbour/ships/:id', () => {
        throw refuse('room.archived')
      })
      http.route('GET', '/harbour/bug', () => Promise.reject(new Error('the crane fell on /etc/passwd')))
      http.route('GET', '/pier/:name', ({ params }) => ({ status: 200, body: params }))
      mount(given)
    },
  }
  const world = await openWorld(t, { ...options, dialects: [dialect] })
  assert.ok(door)
  return { ...world, door, asked }
}

test('every kind of answer arrives as it was given', async (t) => {
  const { ask } = await openHarbour(t)
  assert.deepEqual((await ask('GET', '/harbour/ships/7')).json, { id: '7' })
  assert.equal((await ask('GET', '/harbour/ships/mine')).json, 'mine')
  const json = await ask('GET', '/harbour/json')
  assert.deepEqual([json.status, json.text, json.headers['x-kind']], [203, '[1]', 'ready'])
  const text = await ask('GET', '/harbour/text')
  assert.deepEqual([text.text, text.headers['content-type']], ['openapi: 3.1.0\n', 'application/yaml'])
  const nothing = await ask('DELETE', '/harbour/ships/7')
  assert.deepEqual([nothing.status, nothing.text, nothing.headers['content-type']], [204, '', undefined])
})

test('a route sees its parameters, query, headers, body and the client', async (t) => {
  const { ask, asked } = await openHarbour(t)
  await ask('GET', '/harbour/ships/a%20b?q=1&q=2&x=%26', { headers: { 'X-Flag': 'red' } })
  const [seen] = asked
  assert.equal(seen?.params['id'], 'a b')
  assert.deepEqual([seen?.query.getAll('q'), seen?.query.get('x')], [['1', '2'], '&'])
  assert.deepEqual([seen?.header('x-flag'), seen?.header('x-other')], ['red', undefined])
  assert.deepEqual([seen?.path, seen?.address, seen?.exposure], ['/harbour/ships/a%20b', '127.0.0.1', 'open'])
  assert.deepEqual((await ask('POST', '/harbour/ships', { body: { a: [1] } })).json, { got: { a: [1] } })
})

test('no body is undefined, also where it is said to be JSON', async (t) => {
  const { ask, asked } = await openHarbour(t)
  const answer = await ask('POST', '/harbour/ships', { headers: { 'content-type': 'application/json' } })
  assert.equal(answer.status, 201)
  assert.equal(asked[0]?.body, undefined)
})

test('a refusal takes the zone’s shape with its place; a bug says nothing of itself', async (t) => {
  const { ask } = await openHarbour(t)
  const refused = await ask('PUT', '/harbour/ships/7?x=1', { body: {} })
  const place = { method: 'PUT', path: '/harbour/ships/7' }
  assert.deepEqual([refused.status, refused.json], [409, { wrong: 'room.archived', ...place }])
  assert.equal(refused.headers['x-wrong'], 'yes')
  const bug = await ask('GET', '/harbour/bug')
  assert.deepEqual(bug.json, { wrong: 'internal', method: 'GET', path: '/harbour/bug' })
})

test('a prefix of any case is found, with parameters as they are; elsewhere case counts', async (t) => {
  const { ask } = await openHarbour(t)
  for (const path of ['/pier/Ada', '/PIER/Ada', '/Pier/Ada/', '/pIER/Ada?x=Y'])
    assert.deepEqual((await ask('GET', path)).json, { name: 'Ada' }, path)
  assert.equal((await ask('GET', '/PIER')).json.wrong, 'request.not-found')
  assert.equal((await ask('GET', '/HARBOUR/json')).json.code, 'request.not-found')
  assert.equal((await ask('GET', '/PIERS/x')).json.code, 'request.not-found')
})

test('an address with a last slash is the one without it, and no parameter is empty', async (t) => {
  const { ask } = await openHarbour(t)
  assert.deepEqual((await ask('GET', '/harbour/ships/7/?a=/')).json, { id: '7' })
  assert.equal((await ask('POST', '/harbour/ships/', { body: {} })).status, 201)
  // Not a ship without a name: nothing there takes GET.
  for (const path of ['/harbour/ships', '/harbour/ships/']) {
    const { status, headers } = await ask('GET', path)
    assert.deepEqual([status, headers['allow']], [405, 'POST'], path)
  }
  assert.equal((await ask('GET', '/pier/')).json.wrong, 'request.not-found')
})

test('a zone’s own bound is counted per client, for its paths alone, with its headers on every answer', async (t) => {
  const { ask } = await openHarbour(t, ({ http }) => {
    http.zone({
      prefixes: ['/quay'],
      origins: 'own',
      reply: ({ status, detail }) => ({ status, body: { message: detail ?? '' } }),
      rate: { perSecond: 3, headers: ({ limit, remaining }) => ({ 'x-limit': `${remaining} of ${limit}` }) },
    })
    http.route('GET', '/quay', () => ({ status: 200, body: [] }))
  })
  const first = await ask('GET', '/quay')
  assert.deepEqual([first.status, first.headers['x-limit']], [200, '2 of 3'])
  let refused = await ask('GET', '/quay/nothing')
  for (; refused.status !== 429; refused = await ask('GET', '/quay/nothing')) {
    assert.equal(refused.status, 404, 'paths that are not there count too')
    assert.match(refused.headers['x-limit'] ?? '', /^[012] of 3$/)
  }
  assert.deepEqual([refused.json, refused.headers['x-limit']], [{ message: '3 per 1 second' }, '0 of 3'])
  assert.equal(refused.headers['retry-after'], '1')
  assert.equal((await ask('GET', '/harbour/json')).status, 203)
})

test('a long list is sent in pieces; what fails before the first is an error of the zone', async (t) => {
  const pieces = Array.from({ length: 500 }, (_, place) => `${place === 0 ? '[' : ','}${place}`)
  const { ask } = await openHarbour(t, ({ http }) => {
    http.route('GET', '/harbour/list', () => ({ status: 200, stream: from([...pieces, ']']) }))
    http.route('GET', '/harbour/refused', () => ({ status: 200, stream: failing(refuse('query.too-slow')) }))
    http.route('GET', '/harbour/page', () => ({ status: 200, stream: from(['[1', ']']) }))
  })
  const page = await ask('GET', '/harbour/page')
  assert.deepEqual([page.json, page.headers['content-length']], [[1], '3'], 'a short one is one text')
  const list = await ask('GET', '/harbour/list')
  assert.deepEqual(
    list.json,
    Array.from({ length: 500 }, (_, place) => place),
  )
  assert.equal(list.headers['transfer-encoding'], 'chunked')
  const refused = await ask('GET', '/harbour/refused')
  assert.deepEqual([refused.status, refused.json.wrong], [503, 'query.too-slow'])
})

test('a list that fails in the middle breaks off, so that nobody takes it for whole', async (t) => {
  const { ask } = await openHarbour(t, ({ http }) => {
    http.route('GET', '/harbour/half', () => ({
      status: 200,
      stream: failing(new Error('lost'), '[1', ',2', ',3'),
    }))
    http.route('GET', '/harbour/soon', () => ({ status: 200, stream: failing(new Error('lost'), '[1') }))
  })
  await assert.rejects(ask('GET', '/harbour/half'))
  assert.equal((await ask('GET', '/harbour/soon')).status, 500, 'nothing was sent yet')
  assert.equal((await ask('GET', '/harbour/json')).status, 203, 'the server goes on')
})

test('a client reads two lists at once; a third waits, and a reader that goes away makes room', async (t) => {
  let reading = 0
  let most = 0
  const started = new Map<number, () => void>()
  const { ask, url } = await openHarbour(t, ({ http }) => {
    http.route('GET', '/harbour/endless', () => ({ status: 200, stream: endless() }))
    http.route('GET', '/harbour/short', () => ({ status: 200, stream: from(['[1', ']']) }))
  })
  async function* endless(): AsyncGenerator<string> {
    reading += 1
    most = Math.max(most, reading)
    started.get(reading)?.()
    try {
      for (;;) yield `[${'0,'.repeat(10_000)}`
    } finally {
      reading -= 1
    }
  }
  const both = new Promise<void>((resolve) => started.set(2, resolve))
  const readers = [0, 1].map(() => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET /harbour/endless HTTP/1.1\r\nHost: localhost\r\n\r\n')
    return socket
  })
  await both
  let isAnswered = false
  const third = ask('GET', '/harbour/short').then((answer) => {
    isAnswered = true
    return answer
  })
  assert.equal((await ask('GET', '/harbour/json')).status, 203)
  assert.equal(isAnswered, false)
  for (const socket of readers) socket.destroy()
  assert.deepEqual((await third).json, [1])
  assert.equal(most, 2)
})

test('who asks a protected contract shows a key in one of two headers', async (t) => {
  const { ask, apiKey } = await openHarbour(
    t,
    ({ http }) => {
      http.route('GET', '/harbour/who', async (request) => {
        const { account, contract, role } = await request.caller()
        return { status: 200, body: { account, contract, role, exposure: request.exposure } }
      })
    },
    { environment: isProtected },
  )
  assert.equal((await ask('GET', '/harbour/who')).json.wrong, 'auth.required')
  const key = await apiKey('rooms.read')
  const { json } = await ask('GET', '/harbour/who', { headers: { authorization: `Bearer ${key}` } })
  assert.deepEqual([json.contract, json.role, json.exposure], ['lobby-chat', 'bot', 'protected'])
  const two = { authorization: `Bearer ${key}`, 'x-api-key': 'other' }
  assert.equal((await ask('GET', '/harbour/who', { headers: two })).status, 401)
})

async function* from(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

async function* failing(fault: Error, ...pieces: string[]): AsyncGenerator<string> {
  yield* pieces
  throw fault
}
