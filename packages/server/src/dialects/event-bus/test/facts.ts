import type { DialectFacts } from '../../contract/facts.ts'

export const facts: DialectFacts = {
  name: 'event-bus',
  prefixes: ['/api/events'],
  isError: (answer, message) =>
    typeof answer === 'object' &&
    answer !== null &&
    Object.keys(answer).sort().join() === 'message,success' &&
    (answer as { success: unknown }).success === false &&
    (message === undefined || (answer as { message: unknown }).message === message),
  get: '/api/events',
  routes: [{ method: 'GET', path: '/api/events' }],
  // Nothing is written over HTTP, so a body arrives where no method takes one.
  writes: [],
  statuses: { malformed: 400, mediaType: 415, tooLarge: 413 },
  unknownPath: '/api/events/0123456789abcdef01234567',
  origins: 'own',
  asksForKey: true,
  state: async ({ native }) => (await native('document.query', { collection: 'events' })).items,
}
