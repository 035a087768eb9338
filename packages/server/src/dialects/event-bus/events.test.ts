import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { clients, connect, type Connecting, type OlderClient } from '../contract/older-clients.ts'
import { openWorld, type OlderWorld, type WorldOptions } from '../contract/older-world.ts'

interface Bus extends OlderWorld {
  client: OlderClient
  create(fields: object): Promise<Record<string, string>>
  /** Sends an envelope and gives the `response` to it. */
  send(type: string, payload: object): Promise<Record<string, unknown>>
  /** Sends what must be refused, and gives the words of the `error`. */
  refused(event: string, ...argument: unknown[]): Promise<unknown>
}

async function openBus(t: TestContext, options?: WorldOptions, connecting?: Connecting): Promise<Bus> {
  const world = await openWorld(t, options)
  const client = await connect(t, world.url, connecting)
  const send = (type: string, payload: object) => {
    client.emit(type, { type, payload })
    return client.next('response')
  }
  return {
    ...world,
    client,
    send,
    create: async (fields) => (await send('CREATE', fields)).data as Record<string, string>,
    async refused(event, ...argument) {
      client.emit(event, ...argument)
      return (await client.next('error')).message
    },
  }
}

const unknown = '0123456789abcdef01234567'

for (const kind of clients) {
  test(`${kind.name}: create, update, fetch, delete and broadcast`, async (t) => {
    const { client, url, ask } = await openBus(t, {}, { kind })
    const other = await connect(t, url, { kind })
    client.emit('CREATE', { type: 'CREATE', payload: { field1: 'value1', field2: 2 } })
    const created = await client.next('response')
    const { data } = created as { data: Record<string, string> }
    const { id = '', createdAt = '', updatedAt = '' } = data
    assert.match(id, /^[0-9a-f]{24}$/)
    assert.match(createdAt, /^\d{4}-\d\d-\d\dT.*Z$/)
    const event = { field1: 'value1', field2: 2, _id: id, id, createdAt, updatedAt }
    assert.deepEqual(created, { success: true, type: 'CREATE', data: event })

    client.emit('UPDATE', { type: 'UPDATE', payload: { id, updateData: { field1: 'new', field3: null } } })
    const updated = await client.next('response')
    const after = updated.data as Record<string, string>
    assert.deepEqual(updated, {
      success: true,
      type: 'UPDATE',
      data: { ...event, field1: 'new', field3: null, updatedAt: after.updatedAt },
    })

    client.emit('FETCH', { type: 'FETCH', payload: { filter: { field1: 'new' } } })
    assert.deepEqual(await client.next('response'), { success: true, type: 'FETCH', data: [after] })
    assert.deepEqual((await ask('GET', '/api/events')).json, { success: true, data: [after] })

    client.emit('BROADCAST', { type: 'BROADCAST', payload: { message: 'hello', from: 'ada' } })
    for (const listener of [client, other])
      assert.deepEqual(await listener.next('broadcast'), { message: 'hello', from: 'ada' })
    await client.next('response')

    client.emit('DELETE', { type: 'DELETE', payload: { id } })
    assert.deepEqual(await client.next('response'), { success: true, type: 'DELETE', data: { id, _id: id } })
    assert.deepEqual((await ask('GET', '/api/events')).json, { success: true, data: [] })
    await other.caughtUp()
    assert.deepEqual(
      other.heard.map(([name]) => name),
      ['broadcast'],
      'answers go to who asked',
    )
  })
}

test('an acknowledgement is always called, with what the response or the error says', async (t) => {
  const { client } = await openBus(t)
  const [response] = await client.ask('CREATE', { type: 'CREATE', payload: { a: 1 } })
  assert.deepEqual(response, await client.next('response'))
  const [error] = await client.ask('DELETE', { type: 'DELETE', payload: { id: unknown } })
  assert.deepEqual(error, { success: false, type: 'DELETE', message: 'Event not found' })
  assert.deepEqual(error, await client.next('error'))
})

test('the bare payload and the generic events are understood; any other message is left alone', async (t) => {
  const { client, send } = await openBus(t)
  client.emit('CREATE', { bare: true })
  assert.equal((await client.next('response')).type, 'CREATE')
  client.emit('event', { type: 'CREATE', payload: { generic: true } })
  assert.equal((await client.next('response')).type, 'CREATE')
  client.emit('message', { type: 'CREATE', payload: { message: true } })
  assert.equal((await client.next('response')).type, 'CREATE')
  for (const other of ['hi', { type: 'chat' }, { type: 'CREATE2', payload: {} }, null])
    client.emit('message', other)
  assert.equal(((await send('FETCH', {})).data as unknown[]).length, 3)
  assert.deepEqual(client.all('error'), [])
})

test('filters compare with the stored events, on every engine of the filter', async (t) => {
  const { create, send } = await openBus(t)
  const tea = await create({ kind: 'tea', price: 3, place: { city: 'Rome', floor: 1 }, tags: ['a', 'b'] })
  const sofa = await create({ kind: 'sofa', price: '3', place: { city: 'Rome' }, 'odd key': 1, none: null })
  const found = async (filter?: object) => {
    const { data } = await send('FETCH', filter === undefined ? {} : { filter })
    return (data as { id: string }[]).map(({ id }) => id)
  }
  assert.deepEqual(await found(), [tea.id, sofa.id])
  assert.deepEqual(await found({}), [tea.id, sofa.id])
  assert.deepEqual(await found({ kind: 'tea' }), [tea.id])
  assert.deepEqual(await found({ price: '3' }), [sofa.id])
  assert.deepEqual(await found({ place: { city: 'Rome' } }), [sofa.id])
  assert.deepEqual(await found({ place: { floor: 1, city: 'Rome' } }), [tea.id])
  assert.deepEqual(await found({ tags: ['a', 'b'] }), [tea.id])
  assert.deepEqual(await found({ tags: 'a' }), [])
  assert.deepEqual(await found({ 'odd key': 1 }), [sofa.id])
  assert.deepEqual(await found({ none: null }), [sofa.id])
  assert.deepEqual(await found({ id: sofa.id }), [sofa.id])
  assert.deepEqual(await found({ _id: tea.id, kind: 'sofa' }), [])
  assert.deepEqual(await found({ createdAt: tea.createdAt, kind: 'tea' }), [tea.id])
  assert.deepEqual((await send('FETCH', { limit: 1 })).data, [sofa], 'the newest')
})

test('a fetch gives the newest thousand at most, oldest first', async (t) => {
  const { native, send, ask } = await openBus(t)
  const numbers = Array.from({ length: 1_050 }, (_, place) => place)
  for (let start = 0; start < numbers.length; start += 50) {
    for (const place of numbers.slice(start, start + 50))
      await native('document.create', { collection: 'events', data: { place } })
  }
  const { data } = await send('FETCH', {})
  const places = (data as { place: number }[]).map(({ place }) => place)
  assert.deepEqual(places, numbers.slice(50))
  assert.deepEqual(
    (await ask('GET', '/api/events?limit=3')).json.data.map((one: { place: number }) => one.place),
    [1_047, 1_048, 1_049],
  )
})

test('changes of one event at the same time lose nothing', async (t) => {
  const { client, create } = await openBus(t)
  const { id } = await create({ start: true })
  const fields = Array.from({ length: 40 }, (_, place) => `field${place}`)
  await Promise.all(fields.map((field) => client.ask('UPDATE', { id, updateData: { [field]: 1 } })))
  const [{ data }] = (await client.ask('FETCH', { filter: { id } })) as [{ data: Record<string, unknown>[] }]
  assert.deepEqual(
    fields.filter((field) => data[0]?.[field] !== 1),
    [],
  )
})

test('a key that looks like an operator is refused everywhere, and nothing is changed', async (t) => {
  const { create, refused, send } = await openBus(t)
  const { id } = await create({ field: 'value' })
  const bad = [{ field: { $ne: null } }, { $where: '1' }, { 'a.b': 1 }, { deep: [{ $gt: '' }] }]
  const hidden = JSON.parse('{"__proto__": {"field": "value"}}') as object
  for (const fields of [...bad, hidden, { constructor: { prototype: { x: 1 } } }]) {
    const words = 'A key of the request is not allowed'
    assert.equal(await refused('FETCH', { type: 'FETCH', payload: { filter: fields } }), words)
    assert.equal(await refused('CREATE', { type: 'CREATE', payload: fields }), words)
    assert.equal(await refused('UPDATE', { type: 'UPDATE', payload: { id, updateData: fields } }), words)
  }
  assert.equal(
    await refused('UPDATE', { type: 'UPDATE', payload: { id, updateData: { $set: { x: 1 } } } }),
    'A key of the request is not allowed',
  )
  const { data } = await send('FETCH', {})
  assert.equal((data as unknown[]).length, 1)
  assert.equal((data as { field: string }[])[0]?.field, 'value')
})

test('the fields of the server cannot be set', async (t) => {
  const { create, send } = await openBus(t)
  const mine = { _id: unknown, id: unknown, createdAt: 'never', updatedAt: 'never', __v: 9, a: 1 }
  const made = await create(mine)
  assert.notEqual(made.id, unknown)
  const { data } = await send('UPDATE', { id: made.id, updateData: { ...mine, a: 2 } })
  const { updatedAt } = data as { updatedAt: string }
  assert.deepEqual(data, { ...made, a: 2, updatedAt })
  assert.match(updatedAt, /Z$/)
})

test('ids that are unknown, malformed or missing are told apart, and nothing succeeds silently', async (t) => {
  const { refused } = await openBus(t)
  for (const type of ['UPDATE', 'DELETE']) {
    const payload = (id: unknown) => ({ type, payload: { id, updateData: { a: 1 } } })
    assert.equal(await refused(type, payload(unknown)), 'Event not found')
    for (const id of ['abc', 'abcdefghijkl', null, 7, { $ne: null }, [unknown], undefined])
      assert.equal(await refused(type, payload(id)), 'Invalid event id')
  }
})

test('an argument of the wrong kind is an error of its own, and the socket stays', async (t) => {
  const { client, refused, send } = await openBus(t)
  for (const type of ['CREATE', 'UPDATE', 'DELETE', 'FETCH', 'BROADCAST']) {
    for (const argument of [
      undefined,
      null,
      'text',
      7,
      true,
      [],
      { type, payload: 'text' },
      { type, payload: null },
    ])
      assert.equal(await refused(type, argument), 'Invalid request', `${type} ${JSON.stringify(argument)}`)
    client.emit(type)
    assert.deepEqual(await client.next('error'), { success: false, type, message: 'Invalid request' })
    assert.equal(
      await refused(type, { type: type === 'FETCH' ? 'DELETE' : 'FETCH', payload: {} }),
      'The type is not that of the event',
    )
  }
  client.emit('event', { type: 'nonsense' })
  assert.deepEqual(await client.next('error'), { success: false, type: null, message: 'Invalid request' })
  assert.equal(await refused('UPDATE', { type: 'UPDATE', payload: { id: unknown } }), 'Invalid request')
  assert.equal(await refused('FETCH', { type: 'FETCH', payload: { filter: 'x' } }), 'Invalid request')
  assert.deepEqual((await send('FETCH', {})).data, [])
  assert.deepEqual(client.all('broadcast'), [])
})

test('what is too deep, too wide or too large is refused', async (t) => {
  const { refused, send } = await openBus(t)
  const deep = JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) as object
  assert.equal(await refused('CREATE', { type: 'CREATE', payload: deep }), 'Invalid request')
  const wide = Array.from({ length: 6_000 }, () => 0)
  assert.equal(await refused('CREATE', { type: 'CREATE', payload: { wide } }), 'Invalid request')
  const large = 'x'.repeat(70_000)
  assert.equal(await refused('CREATE', { type: 'CREATE', payload: { large } }), 'The request is too large')
  assert.equal(await refused('BROADCAST', { message: 'x'.repeat(5_000) }), 'The request is too large')
  assert.deepEqual((await send('FETCH', {})).data, [])
})

test('a broadcast is sent five times a second from one socket and twenty times in all', async (t) => {
  const { client, url } = await openBus(t)
  const others = await Promise.all(Array.from({ length: 5 }, () => connect(t, url)))
  const answers = await Promise.all(
    [client, ...others].flatMap((socket) =>
      Array.from({ length: 30 }, () => socket.ask('BROADCAST', { message: 'hi' })),
    ),
  )
  const good = answers.filter(([answer]) => (answer as { success: boolean }).success)
  await client.caughtUp()
  assert.equal(client.all('broadcast').length, good.length)
  assert.ok(good.length >= 20 && good.length < answers.length, `${good.length} of ${answers.length}`)
  const refusal = { success: false, type: 'BROADCAST', message: 'Too many requests' }
  const bad = answers.filter(([answer]) => !(answer as { success: boolean }).success)
  for (const [answer] of bad) assert.deepEqual(answer, refusal)
})

test('who sends too much is told so, and others are not', async (t) => {
  const { client, url } = await openBus(t, { environment: { HUBBUB_RATE_REQUESTS: '100' } })
  const answers = await Promise.all(Array.from({ length: 300 }, () => client.ask('FETCH', {})))
  const words = answers.map(([answer]) => (answer as { message?: string }).message)
  assert.ok(words.includes('Too many requests'))
  const other = await connect(t, url)
  assert.equal(((await other.ask('FETCH', {}))[0] as { success: boolean }).success, true)
})

test('a full contract says so and goes on reading', async (t) => {
  const { create, refused, send } = await openBus(t, { environment: { HUBBUB_CONTRACT_ROWS: '1' } })
  const { id } = await create({ a: 1 })
  assert.equal(await refused('CREATE', { a: 2 }), 'No more events can be stored')
  assert.equal((await send('DELETE', { id: id ?? '' })).success, true)
})
