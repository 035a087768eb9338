import type { ContractDescription, RouteDescription } from '../door.ts'
import { answer, count, described, instant, listOf, literal, object, openObject } from '../shapes.ts'
import { ref, text, textOf } from '../shapes.ts'
import { events } from './describe-events.ts'

const message = { id: 1, username: 'Ada', content: 'Hello', timestamp: '2026-01-06T12:00:00.123Z' }

const wrong = (status: number, when: string, error: string) => answer(status, when, ref('Error'), { error })
const badToken = (status: 401 | 422, when: string, msg: string) =>
  answer(status, when, ref('TokenError'), { msg })

const unknownMessage = wrong(404, 'there is no such message, or the id is no number', 'Message 99 not found')
const badContent = wrong(400, 'the content is missing, no string or too long', 'Content is required')
const emptyContent = wrong(400, 'the content is blank', 'Message content cannot be empty')
const closed = wrong(403, 'the owner of the server does not let them write', 'You may not write here')

/** Of lists; without either everything comes. */
const page: RouteDescription['query'] = {
  limit: { shape: { type: 'integer', minimum: 1, maximum: 500 }, meaning: 'the newest of them, 500 at most' },
  before: { shape: { type: 'integer', minimum: 1 }, meaning: 'only messages with a smaller id' },
}
const badPage = wrong(400, 'the page is no number', "The query's 'limit' must be a positive number")
const listed = [answer(200, 'always, the oldest first', listOf(ref('Message')), [message]), badPage]
const content = { shape: object({ content: textOf(1, 4000) }), example: { content: 'Hello' } }

export const description: ContractDescription = {
  title: 'A lobby chat',
  summary:
    'One public room. A user is a name without a password; messages are kept. Anybody who reaches the server can read it.',
  access: 'token',
  documents: {
    page: { path: '/api/docs', is: 'here' },
    openApi: { path: '/static/swagger.yaml', is: 'here' },
  },
  demo: { path: '/lobby', title: 'the lobby in a browser' },
  shapes: {
    Message: object({ id: count, username: text, content: text, timestamp: instant }),
    Name: described(
      openObject({ username: textOf(1, 80) }),
      "letters of any script, digits, inner spaces and _ - . '",
    ),
    Availability: object({ available: { type: 'boolean' }, 'message?': text, suggestions: listOf(text) }),
    Error: openObject({ error: text }),
    TokenError: object({ msg: text }),
    Conflict: object({ error: text, message: text, suggestions: listOf(text) }),
  },
  routes: [
    {
      method: 'POST',
      paths: ['/api/check-username'],
      summary: 'Whether a name is free just now.',
      needs: 'nothing',
      body: { shape: ref('Name'), example: { username: 'Ada' } },
      answers: [
        answer(200, 'it is free', object({ available: literal(true), suggestions: listOf(text) }), {
          available: true,
          suggestions: [],
        }),
        answer(409, 'somebody of that name is online', ref('Availability'), {
          available: false,
          message: 'Username is already in use',
          suggestions: ['Ada1', 'Ada2', 'Ada3'],
        }),
        answer(400, 'it is missing, blank or no name', ref('Availability'), {
          available: false,
          message: 'Username cannot be empty',
          suggestions: [],
        }),
      ],
    },
    {
      method: 'POST',
      paths: ['/api/login'],
      summary:
        'Takes a name, and gives a token for 15 minutes. With the earlier token in `Authorization` one stays who one is.',
      needs: 'nothing',
      body: { shape: ref('Name'), example: { username: 'Ada' } },
      answers: [
        answer(200, 'signed in', object({ access_token: text }), { access_token: 'eyJhbGciOi…' }),
        wrong(400, 'it is missing, blank or no name', 'Username cannot be empty'),
        wrong(403, 'the contract is protected, and guests are off', 'Guests are not allowed on this server'),
        answer(409, 'somebody of that name is online', ref('Conflict'), {
          error: 'Username is already in use',
          message: 'Username is already in use',
          suggestions: ['Ada1', 'Ada2', 'Ada3'],
        }),
      ],
    },
    {
      method: 'GET',
      paths: ['/api/messages'],
      summary: 'The messages of the lobby.',
      needs: 'token',
      query: page,
      answers: listed,
    },
    {
      method: 'POST',
      paths: ['/api/messages'],
      summary: 'Writes a message; whoever joined hears `message`.',
      needs: 'token',
      body: content,
      answers: [answer(201, 'stored', ref('Message'), message), badContent, emptyContent, closed],
    },
    {
      method: 'GET',
      paths: ['/api/messages/user'],
      summary: 'One’s own messages.',
      needs: 'token',
      query: page,
      answers: listed,
    },
    {
      method: 'GET',
      paths: ['/api/messages/search'],
      summary: 'The messages whose text contains `q` literally, whatever the case of A to Z.',
      needs: 'token',
      query: { q: { shape: text, meaning: 'what to look for; all without it' }, ...page },
      answers: listed,
    },
    {
      method: 'GET',
      paths: ['/api/messages/:id'],
      summary: 'One message.',
      needs: 'token',
      answers: [answer(200, 'found', ref('Message'), message), unknownMessage],
    },
    {
      method: 'PUT',
      paths: ['/api/messages/:id'],
      summary: 'Changes one’s own message; whoever joined hears `message_edited`.',
      needs: 'token',
      body: content,
      answers: [
        answer(200, 'changed', ref('Message'), message),
        wrong(403, 'it is somebody else’s', 'Not authorized to edit this message'),
        unknownMessage,
        badContent,
        emptyContent,
      ],
    },
    {
      method: 'DELETE',
      paths: ['/api/messages/:id'],
      summary: 'Deletes one’s own message; everybody hears `message_deleted`.',
      needs: 'token',
      answers: [
        answer(204, 'deleted'),
        wrong(403, 'it is somebody else’s', 'Not authorized to delete this message'),
        unknownMessage,
      ],
    },
  ],
  refusals: [
    badToken(401, 'a token is needed', 'Missing Authorization Header'),
    badToken(
      401,
      'the header does not begin with Bearer',
      "Missing 'Bearer' type in 'Authorization' header. Expected 'Authorization: Bearer <JWT>'",
    ),
    badToken(401, 'the token is older than 15 minutes', 'Token has expired'),
    badToken(401, 'somebody took over the name', 'Token has been revoked'),
    badToken(
      422,
      'there is no token, or more than one',
      "Bad Authorization header. Expected 'Authorization: Bearer <JWT>'",
    ),
    badToken(422, 'the token is not ours', 'Signature verification failed'),
    wrong(400, 'the body is not JSON', 'The body is not valid JSON'),
    wrong(403, 'the host does not allow it', 'Forbidden'),
    wrong(404, 'there is no such path', 'Not found'),
    wrong(404, 'who the token names is gone', 'User not found'),
    wrong(405, 'the path does not take this method', 'Method not allowed'),
    wrong(409, 'the lobby was closed', 'The lobby is closed'),
    wrong(413, 'the body is too large', 'The body is too large'),
    wrong(415, 'the body is not JSON', 'The body must be JSON, with Content-Type: application/json'),
    wrong(429, 'too many requests', 'Too many requests'),
    wrong(500, 'the server failed', 'Server error'),
    wrong(503, 'the server is busy', 'The server is busy, try again'),
    wrong(507, 'the quota of the contract is used up', 'Nothing more can be stored'),
  ],
  events,
}
