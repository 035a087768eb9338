import type { DialectFacts } from '../../contract/facts.ts'
import type { OlderWorld } from '../../contract/older-world.ts'

const id = '0123456789abcdef01234567'
const user = { username: 'ada', password: 'the engine weaves', profile: { name: 'Ada', about: '' } }
const login = { username: 'ada', password: 'the engine weaves' }
const message = { chatroom_id: id, content: 'hello' }

let people = 0

async function tokenOf({ ask }: OlderWorld): Promise<string> {
  people += 1
  const body = { ...user, username: `person ${people}` }
  await ask('POST', '/api/user/', { body })
  return (await ask('POST', '/api/user/login', { body })).json.token
}

export const facts: DialectFacts = {
  name: 'chatrooms',
  prefixes: ['/api/user', '/api/chatroom', '/api/message'],
  isError: (answer, words) =>
    typeof answer === 'object' &&
    answer !== null &&
    Object.keys(answer).join() === 'detail' &&
    (words === undefined || (answer as { detail: unknown }).detail === words),
  get: '/api/chatroom',
  routes: [
    { method: 'POST', path: '/api/user/', body: user },
    { method: 'GET', path: '/api/user/' },
    { method: 'PUT', path: '/api/user/', body: {} },
    { method: 'POST', path: '/api/user/login', body: login },
    { method: 'POST', path: '/api/user/change-password', body: {} },
    { method: 'GET', path: '/api/user/test' },
    { method: 'GET', path: '/api/user/test-login' },
    { method: 'GET', path: '/api/user/name/x' },
    { method: 'GET', path: `/api/user/${id}` },
    { method: 'PUT', path: `/api/user/${id}`, body: {} },
    { method: 'DELETE', path: `/api/user/${id}` },
    { method: 'GET', path: '/api/chatroom/' },
    { method: 'POST', path: '/api/chatroom/', body: { name: 'engine' } },
    { method: 'GET', path: '/api/chatroom/test' },
    { method: 'GET', path: `/api/chatroom/${id}` },
    { method: 'DELETE', path: `/api/chatroom/${id}` },
    { method: 'POST', path: `/api/chatroom/${id}/join` },
    { method: 'POST', path: `/api/chatroom/${id}/leave` },
    { method: 'POST', path: '/api/message/', body: message },
    { method: 'GET', path: '/api/message/test' },
    { method: 'GET', path: `/api/message/${id}` },
  ],
  writes: [
    { method: 'POST', path: '/api/user/', body: user },
    { method: 'POST', path: '/api/user/login', body: login },
    { method: 'PUT', path: '/api/user/', body: {} },
    { method: 'POST', path: '/api/chatroom/', body: { name: 'engine' } },
    { method: 'POST', path: '/api/message/', body: message },
  ],
  statuses: { malformed: 422, mediaType: 422, tooLarge: 413 },
  unknownPath: `/api/chatroom/${id}/a/b`,
  origins: 'any',
  asksForKey: false,
  async state({ running }) {
    const { read } = running.ports.store
    const page = { limit: 200 }
    return [
      await read.rowsMadeBy('account', 'chatrooms', page),
      await read.rowsMadeBy('room', 'chatrooms', page),
    ]
  },
  tokens: {
    make: tokenOf,
    use: ({ ask }, token) => ask('GET', '/api/user/', { headers: { authorization: `Bearer ${token}` } }),
    foreign: { status: 401, body: { detail: 'Invalid or expired token.' } },
  },
}
