import type { ContractDescription } from '../door.ts'
import { answer, described, listOf, object, objectId, openObject, ref, text, textOf } from '../shapes.ts'

const id = '65f1a0b2c3d4e5f601234567'
const user = { id, name: 'Ada', email: 'ada@example.org' }
const fields = { name: textOf(1, 30), email: text, password: textOf(8, 256) }

const said = (status: number, when: string, message: string) => answer(status, when, ref('Said'), { message })
const badId = said(
  400,
  'the id is not 24 hex digits',
  "'abc' is not a valid ObjectId, it must be a 12-byte input or a 24-character hex string",
)
const unknownUser = said(404, 'the contract made no such user', `User with ID ${id} not found`)
const unreadable = said(
  400,
  'the body is not JSON',
  'The browser (or proxy) sent a request that this server could not understand.',
)
const faulty = answer(400, 'fields are no good; all of them are named', ref('Faults'), {
  message: 'Validation error',
  error: { password: 'String value is too short' },
})
const taken = answer(400, 'somebody has the address', ref('Taken'), {
  message: 'A user with this email already exists',
  value: 'ada@example.org',
})

const collection = ['/api/users', '/api/v1/users']
const one = collection.map((path) => `${path}/:id`)
const changed = (status: number, when: string, message: string) =>
  answer(status, when, ref('Changed'), { message, user })

export const description: ContractDescription = {
  title: 'A user directory with passwords',
  summary:
    'Accounts with a name, an e-mail address and a password, at two addresses alike. 30 requests per second for each client.',
  access: 'key',
  shapes: {
    User: object({ id: objectId, name: text, email: text }),
    NewUser: described(openObject(fields), 'other fields are passed over'),
    UserChanges: described(
      openObject({ 'name?': fields.name, 'email?': fields.email, 'password?': fields.password }),
      'any of the fields; what is left out stays',
    ),
    Changed: object({ message: text, user: ref('User') }),
    Said: object({ message: text }),
    Faults: object({ message: text, error: { type: 'object', additionalProperties: text } }),
    Taken: object({ message: text, value: text }),
  },
  routes: [
    {
      method: 'GET',
      paths: collection,
      summary: 'All users that this contract made.',
      needs: 'key',
      answers: [answer(200, 'always', listOf(ref('User')), [user])],
    },
    {
      method: 'POST',
      paths: collection,
      summary: 'Makes a user.',
      needs: 'key',
      body: {
        shape: ref('NewUser'),
        example: { name: 'Ada', email: 'ada@example.org', password: 'the engine weaves' },
      },
      answers: [
        changed(201, 'made', 'User created successfully'),
        said(400, 'a field is missing; the first one is named', "The 'email' field is required"),
        faulty,
        taken,
      ],
    },
    {
      method: 'GET',
      paths: one,
      summary: 'One user.',
      needs: 'key',
      answers: [answer(200, 'found', ref('User'), user), badId, unknownUser],
    },
    {
      method: 'PUT',
      paths: one,
      summary: 'Changes the fields that are sent. Who has claimed the account is not changed any more (404).',
      needs: 'key',
      body: { shape: ref('UserChanges'), example: { name: 'Ada Lovelace' } },
      answers: [changed(200, 'changed', 'User updated successfully'), faulty, taken, badId, unknownUser],
    },
    {
      method: 'DELETE',
      paths: one,
      summary: 'Deletes a user, and says who it was. Who has claimed the account stays (404).',
      needs: 'key',
      answers: [changed(200, 'deleted', 'User deleted successfully'), badId, unknownUser],
    },
  ],
  refusals: [
    unreadable,
    said(401, 'the contract is protected and no key was shown', 'An API key is required'),
    said(403, 'the host or the key does not allow it', 'Forbidden'),
    said(404, 'there is no such path', 'The requested URL was not found on the server.'),
    said(405, 'the path does not take this method', 'The method is not allowed for the requested URL.'),
    said(409, 'others changed it at the same time', 'The user was changed meanwhile. Try again.'),
    said(413, 'the body is too large', 'The data value transmitted exceeds the capacity limit.'),
    said(
      415,
      'the body is not JSON',
      "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
    ),
    said(429, 'more than 30 requests in a second; `Retry-After` says how long', '30 per 1 second'),
    said(500, 'the server failed', 'Internal Server Error'),
    said(503, 'the server is busy', 'Internal Server Error'),
    said(507, 'the quota of the contract is used up', 'No more users can be stored.'),
  ],
  events: [],
}
