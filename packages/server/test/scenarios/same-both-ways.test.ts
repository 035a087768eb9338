import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Command, type CommandName, commands, type InputOf, type OutputOf } from '@hubbub/protocol'
import { createAdmin } from '../../src/core/accounts/signing-up/first-owner.ts'
import { startServer } from '../server-world.ts'
import { overRest, overSocket, type Way } from '../two-ways.ts'
import { password } from '../world.ts'

/** One story, told once over REST and once over sockets, each on a server of its own: the answers are the same. */

type Who = 'ada' | 'ben' | 'olga'
/** What earlier answers brought, by the names the story gives it. */
type Memory = Record<string, string>

interface Step {
  who: Who
  command: CommandName
  input: (memory: Memory) => unknown
  keep: (answer: never, memory: Memory) => void
}

const nothing = 'f'.repeat(24)

function step<N extends CommandName>(
  who: Who,
  command: N,
  input: InputOf<N> | ((memory: Memory) => InputOf<N>) = {} as InputOf<N>,
  keep: (answer: OutputOf<N>, memory: Memory) => void = () => {},
): Step {
  const inputOf = typeof input === 'function' ? (input as Step['input']) : () => input
  return { who, command, input: inputOf, keep }
}

const anyone = { read: 'anyone', create: 'anyone', update: 'owner', delete: 'owner' } as const

const story: Step[] = [
  step('ada', 'server.get'),
  step('ada', 'username.check', { username: 'ada' }),
  step('ada', 'username.check', { username: 'dora' }),
  step('ada', 'account.get', {}, ({ id }, m) => (m['ada'] = id)),
  step('ben', 'account.get', {}, ({ id }, m) => (m['ben'] = id)),
  step('olga', 'account.get', {}, ({ id }, m) => (m['olga'] = id)),
  step('ada', 'account.update', { email: 'ada@example.org', password }),
  step('ada', 'account.update', { email: 'no address', password }),
  step('ada', 'profile.update', { displayName: 'Countess Ada' }),
  step('ben', 'profile.get', ({ ada = '' }) => ({ ids: [ada, nothing] })),
  step('ben', 'profile.list', { search: 'count', limit: 10 }),
  step('ada', 'session.list', {}, ({ items }, m) => (m['session'] = items[0]?.id ?? '')),
  step('ada', 'session.create', { identifier: 'ada', password }, ({ tokens }, m) => {
    m['second'] = tokens.session
    m['refresh'] = tokens.refreshToken
  }),
  step('ada', 'session.create', { identifier: 'ada', password: 'a guess in the dark' }),
  step('ada', 'session.refresh', ({ refresh = '' }) => ({ refreshToken: refresh })),
  step('ada', 'session.revoke', ({ second = '' }) => ({ session: second })),
  step('ada', 'session.revoke', ({ second = '' }) => ({ session: second })),
  step('ada', 'session.revokeAll', { keepThis: true }),
  step('ada', 'password.change', {
    current: 'a guess in the dark',
    password: 'a longer walk to the harbour',
  }),
  step('ada', 'password.change', { current: password, password: '1234' }),
  step(
    'olga',
    'password.createLink',
    ({ ben = '' }) => ({ account: ben }),
    ({ token }, m) => (m['link'] = token),
  ),
  step('ben', 'password.createLink', ({ ada = '' }) => ({ account: ada })),
  step('ada', 'link.check', ({ link = '' }) => ({ token: link })),
  step('ada', 'password.reset', { token: 'x'.repeat(30), password: 'a longer walk to the harbour' }),
  step('olga', 'account.invite', {}, ({ id }, m) => (m['invite'] = id)),
  step('ada', 'account.invite'),
  step('olga', 'invite.list'),
  step('olga', 'invite.revoke', ({ invite = '' }) => ({ invite })),
  step('olga', 'invite.revoke', ({ invite = '' }) => ({ invite })),
  step('ada', 'guest.create', { displayName: 'Gus' }),
  step('ada', 'setup.complete', { token: 'x'.repeat(30), username: 'eve', password }),
  step(
    'ada',
    'account.register',
    { username: 'dora', password },
    ({ account }, m) => (m['dora'] = account.id),
  ),
  step('ada', 'account.register', { username: 'DORA', password }),
  step('olga', 'account.setRole', ({ dora = '' }) => ({ account: dora, role: 'admin' })),
  step('ada', 'account.setRole', ({ dora = '' }) => ({ account: dora, role: 'admin' })),
  step('olga', 'account.deactivate', ({ dora = '' }) => ({ account: dora })),
  step('olga', 'account.reactivate', ({ dora = '' }) => ({ account: dora })),
  step('olga', 'bot.create', { username: 'robin' }, ({ id }, m) => (m['bot'] = id)),
  step(
    'olga',
    'key.create',
    ({ bot = '' }) => ({ bot, name: 'one', scopes: ['rooms.read'] }),
    ({ key }, m) => {
      m['key'] = key.id
    },
  ),
  step('ada', 'key.create', ({ bot = '' }) => ({ bot, name: 'one', scopes: ['rooms.read'] })),
  step('olga', 'key.list', ({ bot = '' }) => ({ bot })),
  step('olga', 'key.revoke', ({ bot = '', key = '' }) => ({ bot, key })),

  step('ada', 'room.create', { type: 'public', name: 'Garden', handle: 'garden' }, ({ room }, m) => {
    m['garden'] = room.id
  }),
  step('ben', 'room.create', { type: 'public', name: 'Other', handle: 'garden' }),
  step('ada', 'room.create', { type: 'private', name: 'Cellar' }, ({ room }, m) => (m['cellar'] = room.id)),
  step('ada', 'room.openDirect', ({ ben = '' }) => ({ accounts: [ben] })),
  step('ben', 'room.openDirect', ({ ada = '' }) => ({ accounts: [ada] })),
  step('ben', 'room.get', { room: 'garden' }),
  step('ben', 'room.get', ({ cellar = '' }) => ({ room: cellar })),
  step('ada', 'room.update', { room: 'garden', topic: 'Roses' }),
  step('ben', 'room.update', { room: 'garden', topic: 'Weeds' }),
  step('ben', 'room.browse', { search: 'gard' }),
  step('ben', 'room.join', { room: 'garden', clientId: 'join-the-garden' }),
  step('ben', 'room.join', { room: 'garden', clientId: 'join-the-garden' }),
  step('ben', 'room.list'),
  step('ada', 'member.add', ({ cellar = '', ben = '' }) => ({ room: cellar, account: ben })),
  step('ada', 'member.list', { room: 'garden' }),
  step('ada', 'member.setRole', ({ ben = '' }) => ({ room: 'garden', account: ben, role: 'moderator' })),

  step(
    'ada',
    'message.send',
    { room: 'garden', text: 'one', clientId: 'the-first-one' },
    ({ message }, m) => {
      m['one'] = message.id
    },
  ),
  step('ada', 'message.send', { room: 'garden', text: 'one', clientId: 'the-first-one' }),
  step('ada', 'message.send', { room: 'garden', text: 'other', clientId: 'the-first-one' }),
  step('ada', 'message.send', ({ ben = '' }) => ({
    room: 'garden',
    text: 'two, Ben',
    mentions: [ben],
    all: true,
  })),
  step('ada', 'message.send', { room: 'garden', text: ' ' }),
  step('ada', 'message.send', { room: 'nowhere', text: 'x' }),
  step('ada', 'message.edit', ({ one = '' }) => ({ room: 'garden', message: one, text: 'one, edited' })),
  step('ben', 'message.edit', ({ one = '' }) => ({ room: 'garden', message: one, text: 'mine now' })),
  step('ben', 'message.get', ({ one = '' }) => ({ room: 'garden', message: one })),
  step('ben', 'message.list', { room: 'garden', limit: 1 }),
  step('ben', 'message.list', { room: 'garden', after: 0, limit: 10 }),
  step('ben', 'message.list', { room: 'garden', around: 1, before: 1 }),
  step('ben', 'inbox.counts', ({ garden = '' }) => ({ rooms: [garden] })),
  step('ben', 'mention.list', { limit: 5 }),
  step('ben', 'inbox.markRead', { room: 'garden', seq: 1 }),
  step('ben', 'inbox.update', { room: 'garden', starred: true, draft: 'Dear Ada', level: 'mentions' }),
  step('ben', 'inbox.counts', ({ garden = '' }) => ({ rooms: [garden] })),
  step('ben', 'message.delete', ({ one = '' }) => ({ room: 'garden', message: one })),
  step('ben', 'signal.send', ({ garden = '' }) => ({
    channel: `room:${garden}`,
    name: 'wave',
    data: { hands: 2 },
  })),
  step('ben', 'signal.send', ({ ada = '' }) => ({ channel: `user:${ada}`, name: 'wave' })),
  step('ada', 'presence.get', ({ ben = '' }) => ({ ids: [ben] })),
  step('ben', 'feed.heads'),
  step('ben', 'feed.sync', ({ garden = '', cellar = '', ada = '' }) => ({
    feeds: [
      { feed: `room:${garden}`, since: 0 },
      { feed: `room:${cellar}`, since: 9_999 },
      { feed: `room:${cellar}` },
      { feed: `user:${ada}`, since: 0 },
      { feed: 'directory', since: 0 },
    ],
  })),

  step('olga', 'collection.create', { collection: 'seeds', rules: anyone }),
  step('ada', 'collection.create', { collection: 'weeds', rules: anyone }),
  step('olga', 'collection.update', { collection: 'seeds', rules: { ...anyone, delete: 'anyone' } }),
  step('ada', 'collection.get', { collection: 'seeds' }),
  step('ada', 'collection.list', { limit: 1 }),
  step(
    'ada',
    'document.create',
    { collection: 'seeds', data: { kind: 'rose', count: 3 } },
    ({ document }, m) => {
      m['rose'] = document.id
    },
  ),
  step('ben', 'document.create', { collection: 'seeds', data: { kind: 'lily', count: 1 } }),
  step('ben', 'document.get', ({ rose = '' }) => ({ collection: 'seeds', document: rose })),
  step('ada', 'document.replace', ({ rose = '' }) => ({
    collection: 'seeds',
    document: rose,
    data: { kind: 'dog rose' },
  })),
  step('ada', 'document.replace', ({ rose = '' }) => ({
    collection: 'seeds',
    document: rose,
    data: {},
    version: 1,
  })),
  step('ada', 'document.merge', ({ rose = '' }) => ({
    collection: 'seeds',
    document: rose,
    patch: { count: 9, kind: null },
  })),
  step('ben', 'document.merge', ({ rose = '' }) => ({
    collection: 'seeds',
    document: rose,
    patch: { count: 0 },
  })),
  step('ada', 'document.query', {
    collection: 'seeds',
    filter: { field: 'count', op: 'gte', value: 1 },
    sort: [{ field: 'count', order: 'desc' }],
    limit: 1,
  }),
  step('ada', 'document.query', { collection: 'missing' }),
  step('ben', 'document.delete', ({ rose = '' }) => ({ collection: 'seeds', document: rose })),
  step('ben', 'document.delete', ({ rose = '' }) => ({ collection: 'seeds', document: rose })),
  step('olga', 'collection.delete', { collection: 'seeds' }),

  step('ada', 'member.ban', ({ ben = '' }) => ({ room: 'garden', account: ben, reason: 'weeds' })),
  step('ben', 'message.list', { room: 'garden' }),
  step('ada', 'ban.list', { room: 'garden' }),
  step('ada', 'member.unban', ({ ben = '' }) => ({ room: 'garden', account: ben })),
  step('ada', 'member.remove', ({ cellar = '', ben = '' }) => ({ room: cellar, account: ben })),
  step('ben', 'room.leave', ({ cellar = '' }) => ({ room: cellar })),
  step('ada', 'room.archive', { room: 'garden' }),
  step('ada', 'message.send', { room: 'garden', text: 'too late' }),
  step('ada', 'room.unarchive', { room: 'garden' }),
  step('ada', 'room.delete', ({ cellar = '' }) => ({ room: cellar })),
  step('ada', 'room.get', ({ cellar = '' }) => ({ room: cellar })),
  step('ada', 'room.leave', { room: 'garden' }),
  step('olga', 'account.remove', ({ dora = '' }) => ({ account: dora })),
  step('ada', 'account.delete', { password: 'a guess in the dark' }),
]

/** What is another one each time, or depends on who is connected, in words that do not. */
const other = new Set([
  'accessToken',
  'refreshToken',
  'secret',
  'token',
  'url',
  'epoch',
  'next',
  'reached',
  'state',
  'until',
])

/** Lists whose order is that of ids, and so another one each time. */
const listedById = new Set(['items', 'profiles', 'heads', 'with'])

function sorted(list: unknown[]): unknown[] {
  // These come in an order of their own, which must be the same.
  if (list.some((one) => ['message', 'document'].includes((one as { kind: string }).kind))) return list
  const withoutIds = (one: unknown): string =>
    JSON.stringify(one).replaceAll(/[0-9a-f]{24}|\d{4}-[\d:.T-]+Z/g, '')
  return list.toSorted((one, two) => (withoutIds(one) < withoutIds(two) ? -1 : 1))
}

function comparable(transcript: unknown): unknown {
  const ids: string[] = []
  const text = JSON.stringify(transcript, (key, value: unknown) => {
    if (other.has(key)) return `some ${key}`
    return Array.isArray(value) && listedById.has(key) ? sorted(value) : value
  })
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'some time')
    .replaceAll(/[0-9a-f]{24}/g, (id) => {
      if (!ids.includes(id)) ids.push(id)
      return `id ${ids.indexOf(id)}`
    })
  return JSON.parse(text)
}

async function tell(t: TestContext, over: 'REST' | 'sockets'): Promise<unknown> {
  const server = await startServer(t)
  const tokens: Record<Who, string> = {
    ada: (await server.person('ada')).token,
    ben: (await server.person('ben')).token,
    olga: '',
  }
  await createAdmin(server.running.ports, { username: 'olga', password: `${password}, at night` })
  const signIn = { body: { identifier: 'olga', password: `${password}, at night` } }
  tokens.olga = (await server.ask('POST', '/v1/sessions', signIn)).json.tokens.accessToken
  const ways: Partial<Record<Who, Way>> = {}
  for (const who of ['ada', 'ben', 'olga'] as const) {
    const person = { token: tokens[who] }
    ways[who] = over === 'REST' ? overRest(server, person) : await overSocket(t, server, person)
  }
  const memory: Memory = {}
  const transcript: unknown[] = []
  for (const { who, command, input, keep } of story) {
    const answer = await ways[who]?.tell(command, input(memory))
    assert.ok(answer)
    if (answer.ok) keep(answer.result as never, memory)
    transcript.push([who, command, answer.ok ? answer.result : `refused: ${answer.error.code}`])
  }
  return comparable(transcript)
}

test('every command has the same outcome over REST and over sockets', async (t) => {
  const [overTheSocket, rest] = [
    (await tell(t, 'sockets')) as unknown[],
    (await tell(t, 'REST')) as unknown[],
  ]
  for (const [place, answered] of overTheSocket.entries()) assert.deepEqual(rest[place], answered)
  assert.equal(rest.length, story.length)
})

test('the story tells of every command that has two ways', () => {
  const both = (Object.values(commands) as Command[]).filter(({ http, restOnly }) => http && !restOnly)
  const told = new Set<string>(story.map(({ command }) => command))
  assert.deepEqual(
    both.flatMap(({ name }) => (told.has(name) ? [] : [name])),
    [],
  )
})
