import type { CommandName, InputOf, OutputOf } from '@hubbub/protocol'
import { password } from '../world.ts'

/** One story in which every command is asked, and answered at least once; told over REST and over sockets. */

export type Who = 'ada' | 'ben' | 'olga'
/** What earlier answers brought, by the names the story gives it. */
export type Memory = Record<string, string>

export interface Step {
  who: Who
  command: CommandName
  input: (memory: Memory) => unknown
  keep: (answer: never, memory: Memory) => void
}

const nothing = 'f'.repeat(24)
const newPassword = 'a walk along the other shore'

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

export const story: readonly Step[] = [
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
  step(
    'olga',
    'password.createLink',
    ({ dora = '' }) => ({ account: dora }),
    ({ token }, m) => (m['dorasLink'] = token),
  ),
  step('ada', 'password.reset', ({ dorasLink = '' }) => ({ token: dorasLink, password: newPassword })),
  step('ada', 'password.reset', ({ dorasLink = '' }) => ({ token: dorasLink, password: newPassword })),
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
  step('ben', 'password.change', { current: password, password: newPassword }),
  step('ada', 'account.delete', { password: 'a guess in the dark' }),
]

/** Whose account ends has no connection left to hear of it. */
export const overRestAlone: readonly Step[] = [step('ada', 'account.delete', { password })]

/** What has a meaning on a connection only. */
export const overSocketsAlone: readonly Step[] = [
  step('ben', 'feed.follow', { feed: 'directory' }),
  step('ben', 'feed.unfollow', { feed: 'directory' }),
  step('ben', 'presence.set', { state: 'away' }),
  step('ben', 'presence.watch', ({ olga = '' }) => ({ accounts: [olga] })),
  step('ben', 'typing.start', { room: 'general' }),
  step('ben', 'session.renew', ({ bensToken = '' }) => ({ token: bensToken })),
]
