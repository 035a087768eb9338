import type { Row } from '../../core/feeds/change-set.ts'
import { refuse } from '../../core/refusal.ts'
import type { Change } from '../changes-of.ts'

/** A directory entry as this contract shows it. */
export interface User {
  id: string
  name: string
  email: string
}

export const collection = 'users'

/** In characters, as people count them. */
const longest = { name: 200, email: 254 }
/** Loose on purpose: the original took anything. */
const emailForm = /^[^@]+@[^@]+$/

/** The original answers the same for every id that is no ObjectId. Ids are shown in small letters. */
export function readId(text: string | undefined): string {
  if (text !== undefined && /^[0-9a-f]{24}$/i.test(text)) return text.toLowerCase()
  throw refuse('request.invalid', { detail: 'Invalid ID format!' })
}

/** Both fields, in both writes: a PUT replaces the two. Other fields are ignored, as ever. */
export function readUser(body: unknown): Omit<User, 'id'> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('Send a JSON object.')
  const name = readField(body, 'name')
  const email = readField(body, 'email')
  if (!emailForm.test(email.trim())) throw invalid("The field 'email' must be an e-mail address.")
  return { name, email }
}

function readField(body: object, field: 'name' | 'email'): string {
  const value: unknown = Object.hasOwn(body, field) ? (body as Record<string, unknown>)[field] : undefined
  if (value === undefined) throw invalid(`The field '${field}' is required.`)
  if (typeof value !== 'string') throw invalid(`The field '${field}' must be a string.`)
  if (value.trim() === '') throw invalid(`The field '${field}' must not be empty.`)
  if (Array.from(value).length > longest[field]) {
    throw invalid(`The field '${field}' must not be longer than ${longest[field]} characters.`)
  }
  return value
}

const invalid = (detail: string) => refuse('request.invalid', { detail })

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
