import type { DialectFacts } from '../../contract/facts.ts'

const body = { name: 'Ada', email: 'ada@example.org' }
const one = '/users/0123456789abcdef01234567'

export const facts: DialectFacts = {
  name: 'users-crud',
  prefixes: ['/users'],
  isError: (answer, message) =>
    typeof answer === 'object' &&
    answer !== null &&
    Object.keys(answer).join() === 'message' &&
    (message === undefined || (answer as { message: unknown }).message === message),
  get: '/users',
  routes: [
    { method: 'POST', path: '/users', body },
    { method: 'GET', path: '/users' },
    { method: 'GET', path: one },
    { method: 'PUT', path: one, body },
    { method: 'DELETE', path: one },
  ],
  writes: [
    { method: 'POST', path: '/users', body },
    { method: 'PUT', path: one, body },
  ],
  statuses: { malformed: 400, mediaType: 415, tooLarge: 413 },
  unknownPath: '/users/0123456789abcdef01234567/friends',
  origins: 'own',
  asksForKey: true,
  state: async ({ native }) => (await native('document.query', { collection: 'users' })).items,
}
