import type { StandingMessage as Message } from '@hubbub/protocol'
import { contractUsername } from '../../core/accounts/contract-username.ts'
import { checkDisplayName } from '../../core/accounts/display-name.ts'
import type { Person } from '../../core/accounts/older/people.ts'
import { checkPasswordLength, PASSWORD_LONGEST } from '../../core/accounts/password-rules.ts'
import type { Chatroom } from '../../core/rooms/older/chatrooms.ts'
import type { Exposure } from '../door.ts'
import { Reading } from '../reading.ts'
import { finish } from './faults.ts'

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
export const chatroomDeleted = (id: string, name: string) => ({
  message: id,
  chatroomID: id,
  chatroomName: name,
})

/** An id as it is stored; undefined for what is none. */
export const readId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value) ? value.toLowerCase() : undefined

/** Where the contract is protected a password is as long as elsewhere. */
export const shortestPassword = (exposure: Exposure): number => (exposure === 'open' ? 1 : 8)

/** The core's own judgement, as the framework of the original words it. */
const judged =
  (what: string, check: (text: string) => Checked) =>
  (text: string): string | undefined => {
    const checked = check(text)
    return checked.ok ? undefined : `The ${what} ${checked.reason}.`
  }
type Checked = { ok: true } | { ok: false; reason: string }

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
const aboutRule = { longest: 500 }

export function readNewUser(body: unknown, shortest: number) {
  const reading = new Reading(body)
  const username = reading.text('username', usernameRule)
  const password = reading.text('password', passwordRule(shortest))
  const { name, about = '' } = readProfile(reading)
  finish(reading)
  return { username, password, name: name ?? username, about, shortest }
}

/** Any of the known fields; others are ignored. */
export function readUserChanges(body: unknown, shortest: number) {
  const reading = new Reading(body)
  const username = reading.optionalText('username', usernameRule)
  const password = reading.optionalText('password', passwordRule(shortest))
  const profile = readProfile(reading)
  finish(reading, 'dictionary')
  return { username, password, ...profile, shortest }
}

/** A blank name is none: it is shown wherever somebody is. */
function readProfile(reading: Reading): { name?: string | undefined; about?: string | undefined } {
  const profile = reading.part('profile')
  const name = profile?.optionalText('name', nameRule)
  return { name: name?.trim() ? name : undefined, about: profile?.optionalText('about', aboutRule) }
}

export function readLogin(body: unknown) {
  const reading = new Reading(body)
  const username = reading.text('username')
  const password = reading.text('password')
  finish(reading)
  return { username, password }
}

const mostMembers = 50

export function readNewChatroom(body: unknown) {
  const reading = new Reading(body)
  const name = reading.text('name', { shortest: 1, longest: 80 })
  const topic =
    reading.value('description') === null ? undefined : reading.optionalText('description', { longest: 500 })
  const members = readMembers(reading)
  finish(reading)
  return { name, topic, members }
}

function readMembers(reading: Reading): string[] {
  const ids = reading.list('members', mostMembers).map((member, place) => {
    const id = readId(member)
    if (id === undefined) reading.add('bad', ['members', place], { reason: invalidId(member) })
    return id ?? ''
  })
  return [...new Set(ids)]
}

/** The names that clients of several versions give the same two things. */
const roomFields = ['chatroom_id', 'chatroom', 'chatroomId']

export function readNewMessage(body: unknown) {
  const reading = new Reading(body)
  const field = roomFields.find((name) => reading.has(name))
  const given = field === undefined ? undefined : reading.value(field)
  const room = readId(given)
  if (field === undefined) reading.add('missing', ['chatroom_id'])
  else if (room === undefined) reading.add('bad', [field], { reason: invalidId(given) })
  const text = reading.has('content') ? reading.text('content') : textIn(reading.value('message'))
  if (text === undefined) reading.add('missing', ['content'])
  finish(reading)
  return { room: room ?? '', text: text ?? '' }
}

/** A message is a text, or an object with one (later clients). */
export function textIn(message: unknown): string | undefined {
  if (typeof message === 'string') return message
  const content =
    typeof message === 'object' && message !== null && (message as { content?: unknown }).content
  return typeof content === 'string' ? content : undefined
}

/** A short id is told as it came: a mistyped one is no secret. What is longer may be anything. */
const invalidId = (value: unknown): string =>
  typeof value === 'string' && value.length <= 24 ? `Invalid ObjectId: ${value}` : 'Invalid ObjectId'
