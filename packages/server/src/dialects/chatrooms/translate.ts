import type { ErrorCode, StandingMessage as Message } from '@hubbub/protocol'
import { contractUsername } from '../../core/accounts/contract-username.ts'
import { checkDisplayName } from '../../core/accounts/display-name.ts'
import type { Person } from '../../core/accounts/older/people.ts'
import { checkPasswordLength, PASSWORD_LONGEST } from '../../core/accounts/password-rules.ts'
import { refuse } from '../../core/refusal.ts'
import type { Chatroom } from '../../core/rooms/older/chatrooms.ts'
import type { DoorRequest, Exposure } from '../door.ts'
import { objectIdIn } from '../object-id.ts'
import { fieldIn, isObject, Reading } from '../reading.ts'
import { FaultyBody, finish } from './faults.ts'

/** Wire form to commands and back. Nothing here asks anything. */

export const userOf = ({ id, username, name, about }: Person) => ({
  _id: id,
  username,
  profile: { name, about },
})

export const chatroomOf = ({ id, name, topic, members }: Chatroom) => ({
  _id: id,
  name,
  description: topic ?? null,
  members,
})

export const storedMessage = ({ id, room, author, text }: Message) => ({
  _id: id,
  chatroom_id: room,
  sender: author,
  content: text,
})

/** The original did not say which room it belongs to; it has the id under all three names that its clients use. */
export const newMessage = ({ id, room, author, text, createdAt }: Message) => ({
  _id: id,
  sender: author,
  message: text,
  chatroom: room,
  chatroomId: room,
  chatroom_id: room,
  timestamp: createdAt,
})

/** Both forms that the event had over time. */
export const chatroomDeleted = ({ id, name }: Pick<Chatroom, 'id' | 'name'>) => ({
  message: id,
  chatroomID: id,
  chatroomName: name,
})

/** What is no id is answered as the id of nothing is. */
export function idIn(value: unknown, unknown: ErrorCode): string {
  const id = objectIdIn(value)
  if (id !== undefined) return id
  throw refuse(unknown)
}

/** Where the contract is protected a password is as long as elsewhere. */
export const shortestPassword = (exposure: Exposure): number => (exposure === 'open' ? 1 : 8)

/** The core's own judgement, as the framework of the original words it. */
const judged =
  (what: string, check: (text: string) => { ok: true } | { ok: false; reason: string }) =>
  (text: string): string | undefined => {
    const checked = check(text)
    return checked.ok ? undefined : `The ${what} ${checked.reason}.`
  }

const usernameRule = { judge: judged('username', (text) => contractUsername(text, { extra: '@+' })) }

export const passwordRule = (shortest: number) => ({
  shortest,
  longest: PASSWORD_LONGEST,
  judge: judged('password', (text) => checkPasswordLength(text, shortest)),
})

const nameRule = {
  longest: 80,
  judge: judged('name', (text) => (text.trim() === '' ? { ok: true } : checkDisplayName(text))),
}

type Sent = Pick<DoorRequest, 'body' | 'exposure'>

export function readNewUser({ body, exposure }: Sent) {
  const reading = new Reading(body)
  const shortest = shortestPassword(exposure)
  const username = reading.text('username', usernameRule)
  const password = reading.text('password', passwordRule(shortest))
  const { name = username, about = '' } = readProfile(reading)
  finish(reading)
  return { username, password, name, about, shortest }
}

/** Any of the known fields; others are ignored. The original called a body that is no object by another name here. */
export function readUserChanges({ body, exposure }: Sent) {
  if (body !== undefined && !isObject(body)) {
    throw new FaultyBody([{ type: 'dict_type', loc: ['body'], msg: 'Input should be a valid dictionary' }])
  }
  const reading = new Reading(body)
  const shortest = shortestPassword(exposure)
  const username = reading.optionalText('username', usernameRule)
  const password = reading.optionalText('password', passwordRule(shortest))
  const profile = readProfile(reading)
  finish(reading)
  return { username, password, ...profile, shortest }
}

/** A blank name is none: it is shown wherever somebody is. */
function readProfile(reading: Reading): { name?: string | undefined; about?: string | undefined } {
  const profile = reading.part('profile')
  const name = profile?.optionalText('name', nameRule)
  return { name: name?.trim() ? name : undefined, about: profile?.optionalText('about', { longest: 500 }) }
}

export function readLogin(body: unknown) {
  const reading = new Reading(body)
  const [username, password] = [reading.text('username'), reading.text('password')]
  finish(reading)
  return { username, password }
}

const mostMembers = 50

export function readNewChatroom(body: unknown) {
  const reading = new Reading(body)
  const name = reading.text('name', { shortest: 1, longest: 80 })
  const isWithout = reading.value('description') === null
  const topic = isWithout ? undefined : reading.optionalText('description', { longest: 500 })
  const members = reading.list('members', mostMembers).map((member, place) => {
    const id = objectIdIn(member)
    if (id === undefined) reading.add('bad', ['members', place], { reason: invalidId(member) })
    return id ?? ''
  })
  finish(reading)
  return { name, topic, members: [...new Set(members)] }
}

/** The names that clients of several versions give the same two things. */
const roomFields = ['chatroom_id', 'chatroom', 'chatroomId']

export function readNewMessage(body: unknown) {
  const reading = new Reading(body)
  const field = roomFields.find((name) => reading.has(name)) ?? 'chatroom_id'
  const given = reading.value(field)
  const room = objectIdIn(given) ?? ''
  if (given === undefined) reading.add('missing', [field])
  else if (room === '') reading.add('bad', [field], { reason: invalidId(given) })
  const text = reading.has('content') ? reading.text('content') : textIn(reading.value('message'))
  if (text === undefined) reading.add('missing', ['content'])
  finish(reading)
  return { room, text: text ?? '' }
}

/** A message is a text, or an object with one (later clients). */
export function textIn(message: unknown): string | undefined {
  const text = isObject(message) ? fieldIn(message, 'content') : message
  return typeof text === 'string' ? text : undefined
}

/** A short id is told as it came: a mistyped one is no secret. What is longer may be anything. */
const invalidId = (value: unknown): string =>
  typeof value === 'string' && value.length <= 24 ? `Invalid ObjectId: ${value}` : 'Invalid ObjectId'
