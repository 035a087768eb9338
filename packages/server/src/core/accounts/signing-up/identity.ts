import type { ErrorCode } from '@hubbub/protocol'
import type { Name } from '../../feeds/change-set.ts'
import { refuse } from '../../refusal.ts'
import type { Checked, Unusable } from '../checked.ts'
import { checkDisplayName } from '../display-name.ts'
import { checkEmail } from '../email.ts'
import { checkPassword, type PasswordOwner } from '../password-rules.ts'
import { usernameNames } from '../rows/names.ts'
import { checkUsername } from '../username.ts'

/** How an account is called, checked: ready to be stored. */
export interface Identity {
  username: string
  /** The unique names its username takes. */
  names: readonly Name[]
  displayName: string
  email?: string | undefined
}

interface Typed {
  username: string
  displayName?: string | undefined
  email?: string | undefined
}

/** Judges what somebody typed; refuses with the field and the reason. `staff`: may take a name like "admin". */
export function checkIdentity(typed: Typed, options: { staff?: boolean } = {}): Identity {
  const username = good('username', checkUsername(typed.username, options))
  const displayName = checkedDisplayName(typed.displayName ?? username.username)
  const email = typed.email === undefined ? undefined : checkedEmail(typed.email)
  return { username: username.username, names: usernameNames(username), displayName, email }
}

export function checkedUsername(typed: string, options: { staff?: boolean } = {}) {
  return good('username', checkUsername(typed, options))
}

export function checkedDisplayName(typed: string): string {
  return good('displayName', checkDisplayName(typed)).displayName
}

export function checkedEmail(typed: string): string {
  return good('email', checkEmail(typed)).email
}

export function checkedPassword(typed: string, owner: PasswordOwner): string {
  return good('password', checkPassword(typed, owner)).password
}

const refusals = {
  username: { code: 'username.invalid', word: 'username' },
  displayName: { code: 'display-name.invalid', word: 'display name' },
  email: { code: 'email.invalid', word: 'e-mail address' },
  password: { code: 'password.weak', word: 'password' },
} as const satisfies Record<string, { code: ErrorCode; word: string }>

function good<T>(field: keyof typeof refusals, checked: Checked<T>): { ok: true } & T {
  if (checked.ok) return checked
  throw unusableField(field, checked)
}

function unusableField(field: keyof typeof refusals, { reason }: Unusable) {
  const { code, word } = refusals[field]
  const detail = `The ${word} ${reason}.`
  return refuse(code, { detail, errors: [{ pointer: `/${field}`, detail }] })
}
