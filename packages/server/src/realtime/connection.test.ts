import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { test } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { FeedId, InputOf } from '@hubbub/protocol'
import { enterRaw } from '../../test/sockets/raw-socket.ts'
import { both, type Client, openSocketWorld } from '../../test/sockets/socket-world.ts'
import { type Answer, jsonOf } from '../core/encoded.ts'

interface SeenRange {
  feed: FeedId
  from: number
  to: number
  items: { kind: string; text?: string; removed?: true }[]
}

const says = (text: string) => (range: SeenRange) => range.items.some((item) => item.text === text)

const textsHeard = ({ events }: Client): string[] =>
  events
    .filter(([name]) => name === 'range')
    .flatMap(([, range]) => (range as SeenRange).items)
    .flatMap(({ text }) => text ?? [])

for (const transports of both) {
  const over = { transports: [...transports] }

  test(`what ada says is acknowledged to her and heard by ben (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const ada = await world.connect(await world.person('ada'), over)
    const ben = await world.connect(await world.person('ben'), over)
    const ack = await ada.ask('message.send', { room: 'general', text: 'hello' })
    assert.ok(ack.ok)
    const heard = await ben.saw<SeenRange>('range', says('hello'))
    assert.deepEqual(heard.items, [ack.result.message])
    assert.deepEqual(textsHeard(ada), ['hello'], 'the news came before the answer')
    assert.equal(
      world.log.some(([what]) => what === 'failed'),
      false,
    )
  })

  test(`ranges of a room join without holes, however fast people talk (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const ada = await world.connect(await world.person('ada'), over)
    const ben = await world.connect(await world.person('ben'), over)
    const texts = Array.from({ length: 200 }, (_, place) => `message ${place}`)
    await Promise.all(texts.map((text) => ada.ask('message.send', { room: 'general', text })))
    await ben.saw<SeenRange>('range', says('message 199'))
    assert.deepEqual(textsHeard(ben), texts)
    const ranges = ben.events.flatMap(([name, range]) => (name === 'range' ? [range as SeenRange] : []))
    assert.ok(ranges.length < texts.length, 'a turn is one range')
    for (const [place, { from }] of ranges.entries()) {
      if (place > 0) assert.equal(from, ranges[place - 1]?.to)
    }
  })

  test(`a refusal is answered with its problem, and nothing changes (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const ada = await world.connect(await world.person('ada'), over)
    const unknown = await ada.ask('message.send', { room: 'nowhere', text: 'hello' })
    assert.ok(!unknown.ok)
    assert.equal(unknown.error.code, 'room.not-found')
    assert.equal(unknown.error.type, '/docs/errors#room.not-found')
    const wrong = await ada.ask('message.send', { room: 'general' })
    assert.ok(!wrong.ok)
    assert.deepEqual(
      [wrong.error.code, wrong.error.errors],
      ['request.invalid', [{ pointer: '/text', detail: 'is missing' }]],
    )
    assert.deepEqual(textsHeard(ada), [])
  })

  test(`who is told to go hears goodbye and nothing more (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const person = await world.person('ada')
    const laptop = await world.connect(person, over)
    const gone = new Promise<string>((resolve) => laptop.socket.once('disconnect', resolve))
    await world.ask(person, 'session.revoke', { session: person.session })
    assert.deepEqual(await laptop.saw('goodbye'), { reason: 'auth.invalid-token' })
    assert.equal(await gone, 'io server disconnect')
    assert.equal(laptop.events.at(-1)?.[0], 'goodbye')
    const [, , reason] = await world.logged('disconnected')
    assert.equal(reason, 'auth.invalid-token')
  })

  test(`at a shutdown clients hear goodbye, and come back by themselves (${transports})`, async (t) => {
    const world = await openSocketWorld(t)
    const ada = await world.connect(await world.person('ada'), over)
    const gone = new Promise<string>((resolve) => ada.socket.once('disconnect', resolve))
    await world.realtime.close()
    assert.deepEqual(await ada.saw('goodbye'), { reason: 'shutdown' })
    assert.match(await gone, /^transport (close|error)$/)
    assert.equal(world.realtime.counts().connections, 0)
  })
}

test('who is removed from a room is silenced in the same turn, and told so', async (t) => {
  const world = await openSocketWorld(t)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const { room } = await world.ask(ada, 'room.create', { type: 'private', name: 'Cellar' })
  await world.ask(ada, 'member.add', { room: room.id, account: ben.account })
  const [adas, bens] = [await world.connect(ada), await world.connect(ben)]
  const say = (text: string) => adas.ask('message.send', { room: room.id, text })
  await say('before')
  await Promise.all([adas.ask('member.remove', { room: room.id, account: ben.account }), say('after')])
  await say('later')
  assert.deepEqual(await bens.saw('unfollowed'), { feed: `room:${room.id}` })
  await bens.ask('feed.heads')
  assert.deepEqual(textsHeard(bens), ['before'])
  assert.deepEqual(textsHeard(adas), ['before', 'after', 'later'])
  const removal = await bens.saw<SeenRange>('range', ({ items }) => items.some(({ removed }) => removed))
  assert.match(removal.feed, /^user:/, 'their own feed says that they left')
})

test('who is let into a room while connected hears it from the start', async (t) => {
  const world = await openSocketWorld(t)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const bens = await world.connect(ben)
  const { room } = await world.ask(ada, 'room.create', { type: 'private', name: 'Cellar' })
  await world.ask(ada, 'member.add', { room: room.id, account: ben.account })
  await world.ask(ada, 'message.send', { room: room.id, text: 'welcome' })
  await bens.saw<SeenRange>('range', says('welcome'))
  const ranges = bens.events
    .map(([, range]) => range as SeenRange)
    .filter(({ feed }) => feed === `room:${room.id}`)
  assert.deepEqual(
    ranges.flatMap(({ items }) => items.map(({ kind }) => kind)),
    ['member', 'message'],
  )
})

test('a role is read again before the next command', async (t) => {
  const world = await openSocketWorld(t)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const bens = await world.connect(ben)
  const before = await bens.ask('account.invite')
  assert.ok(!before.ok && before.error.code === 'access.denied')
  const owner = { account: ada.account, role: 'owner', address: '::1' } as const
  await world.core.ask('account.setRole', owner, { account: ben.account, role: 'admin' })
  const after = await bens.ask('account.invite')
  assert.equal(after.ok, true)
  await world.core.ask('account.setRole', owner, { account: ben.account, role: 'member' })
  const atOnce = await Promise.all([1, 2, 3].map(() => bens.ask('account.invite')))
  assert.deepEqual(
    atOnce.map(({ ok }) => ok),
    [false, false, false],
  )
})

test('a connection ends with its token, and lives on when that is renewed in place', async (t) => {
  const world = await openSocketWorld(t)
  const person = await world.person('ada')
  const [kept, lost] = [await world.connect(person), await world.connect(person)]
  world.clock.pass(890_000)
  const token = await world.ports.tokens.sign(person, 900)
  const ack = await kept.ask('session.renew', { token })
  assert.deepEqual(ack, { ok: true, result: { expiresIn: 900 } })
  world.clock.pass(20_000)
  assert.deepEqual(await lost.saw('goodbye'), { reason: 'auth.expired-token' })
  const alive = await kept.ask('feed.heads')
  assert.equal(alive.ok, true)
})

test('an API key speaks with its rights: one that may not read hears nothing', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  const { room } = await world.ask(ada, 'room.create', { type: 'private', name: 'Cellar' })
  const owner = { account: ada.account, role: 'owner', address: '::1' } as const
  const bot = read(await world.core.ask('bot.create', owner, { username: 'robot', displayName: 'Robot' }))
  await world.ask(ada, 'member.add', { room: room.id, account: bot.id })
  const keyFor = async (scopes: InputOf<'key.create'>['scopes']) =>
    read(await world.core.ask('key.create', owner, { bot: bot.id, name: 'one', scopes })).secret
  const writer = await world.connect({ token: await keyFor(['messages.write']) })
  const reader = await world.connect({ token: await keyFor(['rooms.read', 'messages.read']) })
  assert.deepEqual(await writer.saw('heads'), { account: bot.id, heads: [] })
  const said = await writer.ask('message.send', { room: room.id, text: 'beep' })
  assert.equal(said.ok, true, JSON.stringify(said))
  await reader.saw<SeenRange>('range', says('beep'))
  const refused = await reader.ask('message.send', { room: room.id, text: 'boop' })
  assert.ok(!refused.ok && refused.error.code === 'auth.scope')
  assert.deepEqual(
    writer.events.map(([name]) => name),
    ['heads'],
  )
})

test('an event without an ack is carried out and answered by nobody', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.connect(await world.person('ada'))
  ada.socket.emit('message.send', { room: 'general', text: 'no answer, please' })
  await ada.saw<SeenRange>('range', says('no answer, please'))
  ada.socket.emit('message.send', { room: 'nowhere', text: 'refused' })
  ada.socket.emit('nonsense')
  assert.equal((await ada.ask('feed.heads')).ok, true)
})

test('who asks too often is told to wait, on all their connections together', async (t) => {
  const world = await openSocketWorld(t, { requestsPerSecond: 10 })
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const [one, two, bens] = [await world.connect(ada), await world.connect(ada), await world.connect(ben)]
  const acks = await Promise.all(
    Array.from({ length: 20 }, (_, place) => (place % 2 ? one : two).ask('feed.heads')),
  )
  assert.equal(acks.filter(({ ok }) => ok).length, 10)
  const refused = acks.find(({ ok }) => !ok)
  assert.ok(refused && !refused.ok)
  assert.deepEqual([refused.error.code, refused.error.retryAfter], ['rate.limited', 1])
  assert.equal((await bens.ask('feed.heads')).ok, true)
  world.clock.pass(1_000)
  assert.equal((await one.ask('feed.heads')).ok, true)
})

test('a fault of ours is told as internal with a request id, and logged whole', async (t) => {
  const fault = new Error('SELECT failed in /srv/hubbub.db')
  const world = await openSocketWorld(t, {
    options: {
      limiterOf: () => ({
        take: () => {
          throw fault
        },
        refused: () => {},
      }),
    },
  })
  const ada = await world.connect(await world.person('ada'))
  const ack = await ada.ask('message.send', { room: 'general', text: 'hello' })
  assert.ok(!ack.ok)
  assert.deepEqual(Object.keys(ack.error).sort(), ['code', 'requestId', 'status', 'title', 'type'])
  assert.equal(ack.error.code, 'internal')
  const [, facts, error] = await world.logged('failed')
  assert.equal((facts as { requestId: string }).requestId, ack.error.requestId)
  assert.equal(error, fault)
})

test('commands with a bound of their own are counted by address', async (t) => {
  const keys: string[] = []
  const world = await openSocketWorld(t, {
    options: {
      limiterOf: (name) =>
        name === 'username.check'
          ? {
              take: (key) => {
                keys.push(key)
                return { allowed: keys.length <= 2, remaining: 0, resetSeconds: 42 }
              },
              refused: () => {},
            }
          : undefined,
    },
  })
  const ada = await world.connect(await world.person('ada'))
  const asks = []
  for (let ask = 0; ask < 3; ask++) asks.push(await ada.ask('username.check', { username: 'cleo' }))
  assert.deepEqual(
    asks.map(({ ok }) => ok),
    [true, true, false],
  )
  const [, , last] = asks
  assert.ok(last && !last.ok && last.error.retryAfter === 42)
  assert.deepEqual(keys, ['127.0.0.1', '127.0.0.1', '127.0.0.1'])
})

test('signals and typing reach the others in the room, and not the one who sent them', async (t) => {
  const world = await openSocketWorld(t)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const [adas, bens] = [await world.connect(ada), await world.connect(ben)]
  const typing = await adas.ask('typing.start', { room: 'general' })
  assert.ok(typing.ok)
  const signal = await bens.saw<{ from: string; name: string }>('signal')
  assert.deepEqual([signal.name, signal.from], ['typing', ada.account])
  await adas.ask('feed.heads')
  assert.equal(
    adas.events.some(([name]) => name === 'signal'),
    false,
  )
})

test('who watches somebody is told when they come and go', async (t) => {
  const world = await openSocketWorld(t)
  const [ada, ben] = [await world.person('ada'), await world.person('ben')]
  const adas = await world.connect(ada)
  const watch = await adas.ask('presence.watch', { accounts: [ben.account] })
  assert.ok(watch.ok && watch.result.items[0]?.state === 'offline')
  await world.connect(ben)
  world.clock.pass(1_000)
  const { changes } = await adas.saw<{ changes: { account: string; state: string }[] }>('presence')
  assert.deepEqual(
    changes.map(({ account, state }) => [account, state]),
    [[ben.account, 'online']],
  )
})

test('a client that leaves /v1 and stays connected is still bounded', async (t) => {
  const world = await openSocketWorld(t, { requestsPerSecond: 10 })
  const raw = await enterRaw(t, world.port, (await world.person('ada')).token)
  raw.send('41/v1,')
  await world.logged('disconnected')
  for (let packet = 0; packet < 200; packet++) raw.send('6')
  await raw.closed
})

test('nobody new is let in while the server stops', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.connect(await world.person('ada'))
  const closed = world.realtime.close()
  const { status } = await fetch(`${world.url}/socket.io/?EIO=4&transport=polling`)
  assert.equal(status, 503)
  await closed
  assert.deepEqual(await ada.saw('goodbye'), { reason: 'shutdown' })
})

test('a session that ends while its connection opens does not get in', async (t) => {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  const { tokens } = world.ports
  const verify = tokens.verify.bind(tokens)
  // The token is good, and right after it was looked at the session ends.
  tokens.verify = async (token) => {
    const claims = await verify(token)
    queueMicrotask(() => void world.ask(ada, 'session.revoke', { session: ada.session }))
    await turnOfTheLoop()
    return claims
  }
  const problem = await world.refused({ token: ada.token })
  assert.equal(problem.code, 'auth.invalid-token')
})

test('who answers on another way can wait until the news is written', async (t) => {
  const world = await openSocketWorld(t)
  const written: Duplex[] = []
  world.http.on('upgrade', (_request, socket) => written.push(socket))
  const ada = await world.person('ada')
  await world.connect(ada)
  const bytes = () => (written[0] as Socket).bytesWritten
  const before = bytes()
  await world.ask(ada, 'message.send', { room: 'general', text: 'hello' })
  await world.realtime.newsWritten()
  assert.ok(bytes() > before)
  await world.realtime.newsWritten()
})

const read = <T>(answer: Answer<T>): T => JSON.parse(jsonOf(answer)) as T
