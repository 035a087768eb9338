import type { EventDescription, Shape } from '../door.ts'
import { count, described, object, openObject, ref, text, textOf } from '../shapes.ts'

const token = described(text, 'from the login, without Bearer')
const username = described(text, 'that of the token')
const messageId: Shape = { type: ['integer', 'string'], description: 'its id, as a number or in digits' }
const ada = { username: 'Ada' }
const signed = { token: 'eyJhbGciOi…', ...ada }

const asked = (name: string, summary: string, payload: Shape, example: object): EventDescription => ({
  name,
  from: 'client',
  namespaces: ['/'],
  summary,
  payload,
  example,
})

const told = (
  name: string,
  summary: string,
  payload: Shape,
  example: object,
  to = 'the sockets that joined',
): EventDescription => ({ name, from: 'server', namespaces: ['/'], summary, payload, example, to })

export const events: readonly EventDescription[] = [
  asked(
    'join',
    'Enters the room under a name; a token proves that it is one’s own.',
    openObject({ username: textOf(1, 80), 'token?': token }),
    ada,
  ),
  asked('leave', 'Leaves the room.', openObject({ username: text }), ada),
  asked('new_message', 'Writes a message.', openObject({ token, username, content: textOf(1, 4000) }), {
    ...signed,
    content: 'Hello',
  }),
  asked(
    'edit_message',
    'Changes one’s own message.',
    openObject({ token, username, messageId, content: textOf(1, 4000) }),
    { ...signed, messageId: 1, content: 'Hello there' },
  ),
  asked('delete_message', 'Deletes one’s own message.', openObject({ token, username, messageId }), {
    ...signed,
    messageId: 1,
  }),
  told('message', 'A message was written, through whichever door.', ref('Message'), {
    id: 1,
    username: 'Ada',
    content: 'Hello',
    timestamp: '2026-01-06T12:00:00.123Z',
  }),
  told('message_edited', 'A message has this text now.', object({ messageId: count, content: text }), {
    messageId: 1,
    content: 'Hello there',
  }),
  told('message_deleted', 'A message is gone.', object({ messageId: count }), { messageId: 1 }, 'everybody'),
  told(
    'user_joined',
    'Somebody is there.',
    object({ username: text }),
    ada,
    'the sockets that joined, that one too',
  ),
  told('user_left', 'Somebody is gone.', object({ username: text }), ada),
  told(
    'error',
    'A request was refused.',
    object({ message: text }),
    { message: 'Token is required' },
    'who asked',
  ),
]
