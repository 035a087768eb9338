import type { ContractDescription } from '../door.ts'
import {
  answer,
  count,
  described,
  either,
  listOf,
  object,
  objectId,
  openObject,
  ref,
  text,
} from '../shapes.ts'
import { events } from './describe-events.ts'
import { routes } from './describe-routes.ts'

const refused = (status: number, when: string, detail: string) =>
  answer(status, when, ref('Refusal'), { detail })

export const description: ContractDescription = {
  title: 'A chat-room backend',
  summary:
    'Accounts with a username and a password, chat rooms that who knows the id may join, and their messages.',
  access: 'token',
  documents: {
    page: { path: '/redoc', is: 'redirect' },
    openApi: { path: '/openapi.json', is: 'redirect' },
  },
  shapes: {
    User: object({ _id: objectId, username: text, profile: object({ name: text, about: text }) }),
    Chatroom: object({
      _id: objectId,
      name: text,
      description: { type: ['string', 'null'] },
      members: listOf(objectId),
    }),
    ListedChatroom: object({ _id: objectId, name: text }),
    Message: object({ _id: objectId, chatroom_id: objectId, sender: objectId, content: text }),
    Refusal: object({ detail: text }),
    Faults: described(
      object({
        detail: listOf(
          object({
            type: text,
            loc: listOf(either(text, count)),
            msg: text,
            'ctx?': { type: 'object', additionalProperties: count },
          }),
        ),
      }),
      'all that is wrong with a body, without what was sent',
    ),
    Profile: openObject({ 'name?': text, 'about?': text }),
  },
  routes,
  refusals: [
    refused(401, 'no token was shown', 'You need to log in first.'),
    refused(401, 'the token is not ours, expired, or its account is gone', 'Invalid or expired token.'),
    refused(401, 'the token names nobody', 'Invalid token payload.'),
    refused(403, 'the host does not allow it', 'Forbidden'),
    refused(404, 'there is no such path', 'Not Found'),
    refused(405, 'the path does not take this method', 'Method Not Allowed'),
    refused(413, 'the body is too large', 'The body is too large.'),
    answer(422, 'the body is not JSON, or a field is no good', ref('Faults'), {
      detail: [{ type: 'missing', loc: ['body', 'username'], msg: 'Field required' }],
    }),
    refused(429, 'too many requests', 'Too Many Requests'),
    refused(500, 'the server failed', 'Internal Server Error'),
    refused(503, 'the server is busy', 'Service Unavailable'),
    refused(507, 'the quota of the contract is used up', 'No more users can be stored.'),
  ],
  events,
}
