import type { DialectFacts } from '../../contract/facts.ts'
import type { OlderWorld } from '../../contract/older-world.ts'
import { login } from './visitors.ts'

const one = '/api/messages/999'
const body = { content: 'tea' }
const tokens = new WeakMap<OlderWorld, Promise<string>>()

function tokenIn(world: OlderWorld): Promise<string> {
  const known = tokens.get(world) ?? login(world, 'Tess').then(({ token }) => token)
  tokens.set(world, known)
  return known
}

export const facts: DialectFacts = {
  name: 'lobby-chat',
  prefixes: ['/api/messages', '/api/login', '/api/check-username'],
  isError(answer, message) {
    if (typeof answer !== 'object' || answer === null) return false
    const { error, msg } = answer as Record<string, unknown>
    const said = error ?? msg
    return typeof said === 'string' && (message === undefined || said === message)
  },
  get: '/api/messages',
  routes: [
    { method: 'POST', path: '/api/check-username', body: { username: 'Ada' } },
    { method: 'POST', path: '/api/login', body: { username: 'Ada' } },
    { method: 'GET', path: '/api/messages' },
    { method: 'POST', path: '/api/messages', body },
    { method: 'GET', path: '/api/messages/user' },
    { method: 'GET', path: '/api/messages/search' },
    { method: 'GET', path: one },
    { method: 'PUT', path: one, body },
    { method: 'DELETE', path: one },
  ],
  writes: [
    { method: 'POST', path: '/api/check-username', body: { username: 'Ada' } },
    { method: 'POST', path: '/api/login', body: { username: 'Ada' } },
    { method: 'POST', path: '/api/messages', body },
    { method: 'PUT', path: one, body },
  ],
  statuses: { malformed: 400, mediaType: 415, tooLarge: 413 },
  unknownPath: '/api/messages/1/likes',
  origins: 'any',
  asksForKey: false,
  async state({ running }) {
    const { read } = running.ports.store
    const room = (await read.owner({ space: 'handle', name: 'lobby' })) ?? ''
    const messages = await read.messages(room, { after: 0, limit: 100 })
    return {
      messages: messages.map(({ id, text }) => [id, text]),
      guests: (await read.accountsWithRole('guest')).length,
    }
  },
  tokens: {
    make: tokenIn,
    use: (world, token) =>
      world.ask('GET', '/api/messages', { headers: { authorization: `Bearer ${token}` } }),
    foreign: { status: 422, body: { msg: 'Signature verification failed' } },
  },
}
