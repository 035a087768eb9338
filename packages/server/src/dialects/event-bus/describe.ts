import type { ContractDescription, EventDescription, Shape } from '../door.ts'
import { answer, anything, described, either, instant, listOf, literal, object, objectId } from '../shapes.ts'
import { count, openObject, ref, text } from '../shapes.ts'
import { operations } from './envelope.ts'

const id = '65f1a0b2c3d4e5f601234567'
const times = { createdAt: '2026-01-06T12:00:00.123Z', updatedAt: '2026-01-06T12:00:00.123Z' }
const event = { name: 'launch', field1: 'value1', _id: id, id, ...times }

const said = (status: number, when: string, message: string) =>
  answer(status, when, ref('Refusal'), { success: false, message })

const ask = (
  name: (typeof operations)[number],
  summary: string,
  payload: Shape,
  example: object,
): EventDescription => ({
  name,
  from: 'client',
  namespaces: ['/'],
  summary,
  payload: either(
    object({ 'type?': literal(name), payload }),
    described(anything, 'or the payload itself, without an envelope'),
  ),
  example: { type: name, payload: example },
  ack: ref('Response'),
})

/** Under these any of the five may come; the envelope says which. */
const generic = (name: string): EventDescription => ({
  name,
  from: 'client',
  namespaces: ['/'],
  summary: 'Any of the five, by its `type`.',
  payload: openObject({ type: { enum: operations }, payload: openObject({}) }),
  example: { type: 'FETCH', payload: {} },
  ack: ref('Response'),
})

export const description: ContractDescription = {
  title: 'An event bus',
  summary:
    'Free-form events that clients make, change, delete and find over a socket, and messages to everybody.',
  access: 'key',
  shapes: {
    Event: described(
      openObject({ _id: objectId, id: objectId, createdAt: instant, updatedAt: instant }),
      'beside these the fields it was made of',
    ),
    Removed: object({ id: objectId, _id: objectId }),
    Response: object({
      success: literal(true),
      type: { enum: operations },
      data: described(
        either(ref('Event'), listOf(ref('Event')), ref('Removed'), openObject({})),
        'the event as it is now; the events found; the ids of what was deleted; the message that was broadcast',
      ),
    }),
    Refusal: object({ success: literal(false), message: text }),
    Error: object({ success: literal(false), type: { enum: [...operations, null] }, message: text }),
  },
  routes: [
    {
      method: 'GET',
      paths: ['/api/events'],
      summary: 'The newest events, oldest first; in any mix of cases.',
      needs: 'key',
      query: {
        limit: { shape: { type: 'integer', minimum: 1, maximum: 1000 }, meaning: 'how many, 1000 at most' },
      },
      answers: [
        answer(200, 'always', object({ success: literal(true), data: listOf(ref('Event')) }), {
          success: true,
          data: [event],
        }),
        said(400, 'the limit is no positive number', 'Invalid limit'),
        said(500, 'the server failed', 'Failed to fetch events'),
      ],
    },
  ],
  refusals: [
    said(400, 'the body is not JSON', 'Invalid JSON'),
    said(401, 'the contract is protected and no key was shown', 'An API key is required'),
    said(403, 'the host or the key does not allow it', 'Not allowed'),
    said(404, 'there is no such path', 'Not found'),
    said(405, 'the path does not take this method', 'Method not allowed'),
    said(413, 'the request is too large', 'The request is too large'),
    said(415, 'the body is not JSON', 'The body must be JSON'),
    said(429, 'too many requests', 'Too many requests'),
    said(503, 'the server is busy', 'The server is busy. Try again'),
  ],
  events: [
    ask('CREATE', 'Stores an event made of the fields of the payload.', openObject({}), {
      name: 'launch',
      field1: 'value1',
    }),
    ask(
      'UPDATE',
      'Sets these fields of an event and leaves the others.',
      openObject({ id: text, updateData: openObject({}) }),
      { id, updateData: { field1: 'new' } },
    ),
    ask('DELETE', 'Removes an event.', openObject({ id: text }), { id }),
    ask(
      'FETCH',
      'The newest events whose fields equal those of the filter; all without one.',
      openObject({ 'filter?': openObject({}), 'limit?': count }),
      { filter: { field1: 'value1' } },
    ),
    ask(
      'BROADCAST',
      'Tells everybody who is connected. 5 a second for each socket, 20 in all.',
      openObject({}),
      {
        message: 'hello',
      },
    ),
    generic('event'),
    generic('message'),
    {
      name: 'response',
      from: 'server',
      namespaces: ['/'],
      summary: 'A request succeeded.',
      payload: ref('Response'),
      example: { success: true, type: 'CREATE', data: event },
      to: 'who asked',
    },
    {
      name: 'error',
      from: 'server',
      namespaces: ['/'],
      summary: 'A request was refused, or failed.',
      payload: ref('Error'),
      example: { success: false, type: 'UPDATE', message: 'Event not found' },
      to: 'who asked',
    },
    {
      name: 'broadcast',
      from: 'server',
      namespaces: ['/'],
      summary:
        'What somebody broadcast; also of events that were written natively, as `{message, type, data}`.',
      payload: openObject({}),
      example: { message: 'hello' },
      to: 'everybody, the sender too',
    },
  ],
}
