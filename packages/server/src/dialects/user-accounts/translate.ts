import { checkDisplayName } from '../../core/accounts/display-name.ts'
import { checkEmail } from '../../core/accounts/email.ts'
import {
  PASSWORD_LONGEST,
  checkPasswordLength,
  PASSWORD_SHORTEST,
} from '../../core/accounts/password-rules.ts'
import { refuse } from '../../core/refusal.ts'
import { objectIdIn } from '../object-id.ts'
import { isObject } from '../reading.ts'

/** In the order in which an absent one is noticed. */
const fields = ['name', 'email', 'password'] as const
type Field = (typeof fields)[number]

export type Given = Partial<Record<Field, unknown>>
export type Typed = Record<Field, string>
export type Faults = Partial<Record<Field, string>>

/** In characters, as people count them. */
const longestName = 30

/** The original answers the same for everything that is no ObjectId. */
export function readId(text: string): string {
  const id = objectIdIn(text)
  if (id !== undefined) return id
  throw refuse('request.invalid', {
    detail: `${quoted(text)} is not a valid ObjectId, it must be a 12-byte input or a 24-character hex string`,
  })
}

/** As the original's language writes a string. */
const quoted = (text: string): string =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text}'`

export const unknownUser = (id: string) =>
  refuse('account.not-found', { detail: `User with ID ${id} not found` })

/** Its own known fields and nothing else: no `id`, no operators, nothing inherited. */
export function readFields(body: unknown): Given {
  if (!isObject(body)) throw refuse('request.malformed')
  const given = body as Given
  return Object.fromEntries(
    fields.filter((field) => Object.hasOwn(body, field)).map((field) => [field, given[field]]),
  )
}

/** The first field that a new user lacks. */
export const firstAbsent = (given: Given): Field | undefined => fields.find((field) => !(field in given))

/** All that is wrong with what was given, in the original's words. */
export function faultsOf(given: Given): Faults {
  const found = Object.entries(given).flatMap(([field, value]) => {
    const fault = faultOf(field as Field, value)
    return fault === undefined ? [] : [[field, fault]]
  })
  return Object.fromEntries(found)
}

function faultOf(field: Field, value: unknown): string | undefined {
  if (value === null || value === undefined) return 'Field is required'
  if (typeof value !== 'string') return 'StringField only accepts string values'
  return checks[field](value)
}

const checks: Record<Field, (value: string) => string | undefined> = {
  name(value) {
    if (value.trim() === '') return 'Field is required'
    if (Array.from(value).length > longestName) return 'String value is too long'
    return checkDisplayName(value).ok ? undefined : 'String value has invalid characters'
  },
  email(value) {
    if (checkEmail(value).ok) return undefined
    const local = value.slice(0, Math.max(0, value.lastIndexOf('@')))
    const isDomain = checkEmail(`${local}@example.org`).ok
    return `Invalid email address: ${value}${isDomain ? ' (domain validation failed)' : ''}`
  },
  password(value) {
    if (checkPasswordLength(value, PASSWORD_SHORTEST).ok) return undefined
    if (Array.from(value.normalize('NFC')).length < PASSWORD_SHORTEST) return 'String value is too short'
    return value.length > PASSWORD_LONGEST
      ? 'String value is too long'
      : 'String value has invalid characters'
  },
}
