import type { AnswerDescription, RouteDescription, Shape } from '../door.ts'
import { answer, count, either, listOf, object, objectId, openObject, ref, text, textOf } from '../shapes.ts'

const room = '65f1a0b2c3d4e5f601234567'
const id = '65f1a0b2c3d4e5f601234568'
const user = { _id: id, username: 'ada', profile: { name: 'Ada', about: '' } }
const chatroom = { _id: room, name: 'Engine', description: null, members: [id] }
const message = { _id: '65f1a0b2c3d4e5f601234569', chatroom_id: room, sender: id, content: 'Hello' }
const credentials = { username: 'ada', password: 'the engine weaves' }

const refused = (status: number, when: string, detail: string) =>
  answer(status, when, ref('Refusal'), { detail })
const words = (when: string, example: string) => answer(200, when, text, example)

const noUser = refused(404, 'there is no such user', 'User not found!')
const taken = refused(400, 'somebody has that name', 'User already exists!')
const noRoom = refused(404, 'there is no such room', 'Chatroom not found!')
const profile = { 'profile?': either(ref('Profile'), { type: 'null' }) }
const changes = {
  shape: openObject({ 'username?': text, 'password?': text, ...profile }),
  example: { profile: { about: 'weaves' } },
}

type Rest = Partial<Pick<RouteDescription, 'body' | 'query' | 'needs'>>
const route = (
  method: RouteDescription['method'],
  path: string,
  summary: string,
  answers: readonly AnswerDescription[],
  rest: Rest = {},
): RouteDescription => ({ method, paths: [path], summary, needs: 'token', answers, ...rest })

const open = { needs: 'nothing' } as const
const withBody = (shape: Shape, example: unknown): Rest => ({ body: { shape, example } })

const updateRefusals = [
  refused(403, 'it is somebody else, or a native account', 'You are not authorized to update this user.'),
  taken,
  noUser,
]

const users: readonly RouteDescription[] = [
  route(
    'POST',
    '/api/user',
    'Makes an account.',
    [
      answer(200, 'made', ref('User'), user),
      taken,
      refused(
        403,
        'the contract is protected, and sign-up is not open',
        'Registration is closed on this server.',
      ),
    ],
    {
      ...open,
      ...withBody(openObject({ username: textOf(1, 80), password: textOf(1, 256), ...profile }), {
        ...credentials,
        profile: user.profile,
      }),
    },
  ),
  route('GET', '/api/user', 'All users.', [answer(200, 'always', listOf(ref('User')), [user])]),
  route(
    'PUT',
    '/api/user',
    'Changes one’s own account.',
    [answer(200, 'changed', ref('User'), user), ...updateRefusals],
    { body: changes },
  ),
  route(
    'POST',
    '/api/user/login',
    'Signs in; the token is good for 15 minutes.',
    [
      answer(200, 'signed in', object({ message: text, token: text }), {
        message: 'Ada has been logged in successfully.',
        token: 'eyJhbGciOi…',
      }),
      refused(401, 'the name or the password is wrong', 'Email or Password is incorrect.'),
    ],
    { ...open, ...withBody(openObject({ username: text, password: text }), credentials) },
  ),
  route(
    'POST',
    '/api/user/change-password',
    'Changes one’s own password.',
    [
      words('changed', 'Password changed.'),
      refused(400, 'one of the two is missing', 'Both current and new passwords are required.'),
      refused(401, 'the current password is wrong', 'Current password is incorrect.'),
    ],
    withBody(openObject({ currentPassword: text, newPassword: text }), {
      currentPassword: credentials.password,
      newPassword: 'the engine weaves flowers',
    }),
  ),
  route(
    'GET',
    '/api/user/test',
    'Says that the routes work.',
    [answer(200, 'always', object({ message: text }), { message: 'Users endpoint' })],
    open,
  ),
  route('GET', '/api/user/test-login', 'Says whose token it is.', [
    answer(
      200,
      'the token is good',
      object({ message: text, user_id: objectId, issued_at: count, expires_at: count }),
      { message: 'Login successful!', user_id: id, issued_at: 1767700800, expires_at: 1767701700 },
    ),
  ]),
  route('GET', '/api/user/name/:prefix', 'Up to 10 others whose name begins so, in any case.', [
    answer(200, 'found', listOf(ref('User')), [user]),
    refused(404, 'nobody is called so', 'Username not found!'),
  ]),
  route('GET', '/api/user/:id', 'One user.', [answer(200, 'found', ref('User'), user), noUser]),
  route(
    'PUT',
    '/api/user/:id',
    'Changes one’s own account.',
    [answer(200, 'changed', ref('User'), user), ...updateRefusals],
    { body: changes },
  ),
  route('DELETE', '/api/user/:id', 'Deletes one’s own account.', [
    words('deleted', 'User deleted.'),
    refused(403, 'it is somebody else, or a native account', 'You are not authorized to delete this user.'),
    noUser,
  ]),
]

const chatrooms: readonly RouteDescription[] = [
  route(
    'GET',
    '/api/chatroom',
    'The rooms one is a member of; with `scope=all` those that anybody may join, without their members.',
    [answer(200, 'always', listOf(either(ref('Chatroom'), ref('ListedChatroom'))), [chatroom])],
    { query: { scope: { shape: { enum: ['all'] }, meaning: '`all`: what anybody may join' } } },
  ),
  route(
    'POST',
    '/api/chatroom',
    'Makes a room; who makes it is in it, and so are the members named.',
    [
      answer(200, 'made', ref('Chatroom'), chatroom),
      refused(400, 'there are too many in it', 'Failed to create chatroom!'),
      noUser,
    ],
    withBody(
      openObject({
        name: textOf(1, 80),
        'description?': { type: ['string', 'null'], maxLength: 500 },
        'members?': { type: ['array', 'null'], items: objectId, maxItems: 50 },
      }),
      { name: 'Engine' },
    ),
  ),
  route(
    'GET',
    '/api/chatroom/test',
    'Says that the routes work.',
    [words('always', 'Chatroom route works.')],
    open,
  ),
  route('GET', '/api/chatroom/:id', 'A room that one is a member of.', [
    answer(200, 'found', ref('Chatroom'), chatroom),
    refused(404, 'there is none, or one is not in it', 'Chatroom not found or user is not a member.'),
  ]),
  route('DELETE', '/api/chatroom/:id', 'Deletes a room and its messages.', [
    words('deleted', `Chatroom ${room} successfully deleted.`),
    refused(403, 'one may not', 'You are not authorized to delete this chatroom.'),
    refused(404, 'there is no such room', 'Chatroom not found.'),
  ]),
  route('POST', '/api/chatroom/:id/join', 'Makes one a member of a room.', [
    words('joined', `User ${id} successfully added to chatroom ${room}!`),
    refused(400, 'one is in it already', 'User already a member of the chatroom!'),
    refused(400, 'one was banned, or the room is full or closed', 'Failed to add user to chatroom!'),
    noRoom,
  ]),
  route('POST', '/api/chatroom/:id/leave', 'Ends the membership.', [
    words('left', `User ${id} successfully removed from chatroom ${room}!`),
    refused(400, 'one is not in it', 'User is not a member of the chatroom!'),
    noRoom,
  ]),
]

const messages: readonly RouteDescription[] = [
  route(
    'POST',
    '/api/message',
    'Writes a message; whoever joined the room hears `newMessage`.',
    [
      answer(200, 'stored', ref('Message'), message),
      refused(400, 'the text is blank', 'Message cannot be empty'),
      refused(403, 'one is not a member', 'You are not authorized to send messages in this chatroom.'),
      noRoom,
    ],
    withBody(openObject({ chatroom_id: text, content: text }), { chatroom_id: room, content: 'Hello' }),
  ),
  route(
    'GET',
    '/api/message/test',
    'Says that the routes work.',
    [words('always', 'Messages route working.')],
    open,
  ),
  route('GET', '/api/message/:id', 'All messages of a room, the oldest first.', [
    answer(200, 'always', listOf(ref('Message')), [message]),
    refused(403, 'one is not a member', 'You are not authorized to access this chatroom.'),
    noRoom,
  ]),
]

export const routes: readonly RouteDescription[] = [...users, ...chatrooms, ...messages]
