import type { Row } from '../../core/feeds/change-set.ts'
import { refuse } from '../../core/refusal.ts'
import type { Change } from '../../core/feeds/changes-of.ts'
import { objectIdIn } from '../object-id.ts'
import { type Fault, Reading } from '../reading.ts'

/** A directory entry as this contract shows it. */
export interface User {
  id: string
  name: string
  email: string
}

export const collection = 'users'

/** Loose on purpose: the original took anything. */
const emailForm = /^[^@]+@[^@]+$/

/** The original answers the same for every id that is no ObjectId. */
export function readId(text: string | undefined): string {
  const id = objectIdIn(text)
  if (id !== undefined) return id
  throw refuse('request.invalid', { detail: 'Invalid ID format!' })
}

/** Both fields, in both writes: a PUT replaces the two. Other fields are ignored, as ever. */
export function readUser(body: unknown): Omit<User, 'id'> {
  const reading = new Reading(body)
  const isBlank = (text: string) => (text.trim() === '' ? 'must not be empty' : undefined)
  const [name, email] = [
    reading.text('name', { longest: 200, judge: isBlank }),
    reading.text('email', {
      longest: 254,
      judge: (text) =>
        isBlank(text) ?? (emailForm.test(text.trim()) ? undefined : 'must be an e-mail address'),
    }),
  ]
  const [fault] = reading.faults
  if (fault) throw refuse('request.invalid', { detail: words(fault) })
  return { name, email }
}

function words({ kind, place: [field], bound, reason }: Fault): string {
  if (field === undefined) return 'Send a JSON object.'
  if (kind === 'missing') return `The field '${field}' is required.`
  if (kind === 'no-text') return `The field '${field}' must be a string.`
  return `The field '${field}' ${reason ?? `must not be longer than ${bound} characters`}.`
}

/** A document of the collection as a user; undefined where it is none: others may write what they like there. */
export function userOf({ id, data }: { id: string; data: Record<string, unknown> }): User | undefined {
  const { name, email } = data
  return typeof name === 'string' && typeof email === 'string' ? { id, name, email } : undefined
}

/** What connected clients are told of a change. They drop what is deleted and replace what is updated, by id. */
export function eventOf({ is, row }: Change<'document'>): { event: string; payload: object } | undefined {
  const user = is === 'removed' ? undefined : userOf(documentIn(row))
  if (user) return { event: is === 'new' ? 'new_user' : 'updated_user', payload: user }
  // What stopped being a user is gone for them; what never was one they have never seen.
  return is === 'new' ? undefined : { event: 'deleted_user', payload: { id: row.id } }
}

const documentIn = ({ text }: Row<'document'>) =>
  JSON.parse(text) as { id: string; data: Record<string, unknown> }
