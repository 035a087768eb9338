import type { DialectFacts } from '../../contract/facts.ts'

const body = { name: 'Ada', email: 'ada@example.org', password: 'the engine weaves' }
const one = '/api/users/0123456789abcdef01234567'

/** Each test asks less than 30 times in its world: more in one second is refused here. */
export const facts: DialectFacts = {
  name: 'user-accounts',
  prefixes: ['/api/users', '/api/v1/users'],
  isError: (answer, message) =>
    typeof answer === 'object' &&
    answer !== null &&
    Object.keys(answer).every((key) => ['message', 'error', 'value'].includes(key)) &&
    typeof (answer as { message: unknown }).message === 'string' &&
    (message === undefined || (answer as { message: unknown }).message === message),
  get: '/api/users',
  routes: [
    { method: 'POST', path: '/api/users', body },
    { method: 'GET', path: '/api/users' },
    { method: 'GET', path: one },
    { method: 'PUT', path: one, body },
    { method: 'DELETE', path: one },
  ],
  writes: [
    { method: 'POST', path: '/api/v1/users', body },
    { method: 'PUT', path: one, body },
  ],
  statuses: { malformed: 400, mediaType: 415, tooLarge: 413 },
  unknownPath: `${one}/friends`,
  origins: 'own',
  asksForKey: true,
  state: ({ running }) => running.ports.store.read.rowsMadeBy('account', 'user-accounts', { limit: 200 }),
}
