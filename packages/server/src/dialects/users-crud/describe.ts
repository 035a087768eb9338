import type { ContractDescription } from '../door.ts'
import { answer, described, object, objectId, openObject, listOf, ref, text, textOf } from '../shapes.ts'

const id = '65f1a0b2c3d4e5f601234567'
const ada = { name: 'Ada', email: 'ada@example.org' }
const body = { shape: ref('UserFields'), example: ada }

const said = (status: number, when: string, message: string) => answer(status, when, ref('Said'), { message })
const unknownUser = said(404, 'there is no such user', 'User not found!')
const badId = said(400, 'the id is not 24 hex digits', 'Invalid ID format!')
const badBody = said(
  400,
  'a field is missing or no good, or the body is not JSON',
  "The field 'email' is required.",
)

export const description: ContractDescription = {
  title: 'A user list, with live events',
  summary: 'Directory entries with a name and an e-mail address; whoever is connected hears of every change.',
  access: 'key',
  demo: { path: '/users-demo', title: 'the user list in a browser' },
  shapes: {
    User: object({ id: objectId, name: text, email: text }),
    UserFields: described(
      openObject({ name: textOf(1, 200), email: textOf(3, 254) }),
      'both are required, in PUT too; other fields are passed over',
    ),
    Said: object({ message: text }),
  },
  routes: [
    {
      method: 'GET',
      paths: ['/users'],
      summary: 'All users, the oldest first.',
      needs: 'key',
      answers: [answer(200, 'always', listOf(ref('User')), [{ id, ...ada }])],
    },
    {
      method: 'POST',
      paths: ['/users'],
      summary: 'Adds a user. Everybody who is connected hears `new_user`, before the answer leaves.',
      needs: 'key',
      body,
      answers: [
        answer(201, 'added', object({ message: text, id: objectId }), {
          message: 'User created successfully!',
          id,
        }),
        badBody,
      ],
    },
    {
      method: 'GET',
      paths: ['/users/:id'],
      summary: 'One user.',
      needs: 'key',
      answers: [answer(200, 'found', ref('User'), { id, ...ada }), badId, unknownUser],
    },
    {
      method: 'PUT',
      paths: ['/users/:id'],
      summary: 'Replaces name and address. Everybody who is connected hears `updated_user`.',
      needs: 'key',
      body,
      answers: [said(200, 'replaced', 'User updated successfully!'), badId, badBody, unknownUser],
    },
    {
      method: 'DELETE',
      paths: ['/users/:id'],
      summary: 'Removes a user. Everybody who is connected hears `deleted_user`.',
      needs: 'key',
      answers: [said(200, 'removed', 'User deleted successfully!'), badId, unknownUser],
    },
  ],
  refusals: [
    said(400, 'the body is not JSON', 'The body is not valid JSON.'),
    said(401, 'the contract is protected and no key was shown', 'An API key is required'),
    said(403, 'the host or the key does not allow it', 'Forbidden'),
    said(404, 'there is no such path', 'Not found'),
    said(405, 'the path does not take this method', 'Method not allowed'),
    said(409, 'others changed it at the same time', 'The user was changed meanwhile. Try again.'),
    said(413, 'the body is too large', 'The body is too large.'),
    said(415, 'the body is not JSON', 'The body must be JSON, with Content-Type: application/json.'),
    said(429, 'too many requests', 'Too many requests'),
    said(500, 'the server failed', 'Internal server error'),
    said(503, 'the server is busy', 'Internal server error'),
    said(507, 'the quota of the contract is used up', 'No more users can be stored.'),
  ],
  events: [
    {
      name: 'new_user',
      from: 'server',
      namespaces: ['/'],
      summary: 'A user was added.',
      payload: ref('User'),
      example: { id, ...ada },
      to: 'everybody',
    },
    {
      name: 'updated_user',
      from: 'server',
      namespaces: ['/'],
      summary: 'A user has these values now.',
      payload: ref('User'),
      example: { id, ...ada },
      to: 'everybody',
    },
    {
      name: 'deleted_user',
      from: 'server',
      namespaces: ['/'],
      summary: 'A user is gone.',
      payload: object({ id: objectId }),
      example: { id },
      to: 'everybody',
    },
  ],
}
