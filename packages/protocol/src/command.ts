import type { Static, TObject, TSchema } from 'typebox'
import type { ErrorCode } from './errors.ts'

/**
 * Who may ask at all; the use case decides the rest and `rule` says it in words.
 * `anyone`: also without signing in. `account`: any signed-in account, guests and bots too.
 * `person`: not guests. `admin`: the server's owners and admins.
 */
export type Access = 'anyone' | 'account' | 'person' | 'admin'

/** What an API key must hold to ask for this. `none`: no key may. */
export type Scope = (typeof scopes)[number]
export const scopes = [
  'accounts.read',
  'accounts.write',
  'rooms.read',
  'rooms.write',
  'messages.read',
  'messages.write',
  'documents.read',
  'documents.write',
  'admin',
] as const

export interface HttpRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path under the server, `:name` for what the input's field of that name gives. */
  path: `/v1/${string}`
  /** Status of a success; 200 where nothing is said. */
  status?: 200 | 201 | 204
}

/** One thing a caller may ask, the same on REST, on the socket, in code and in the reference. */
export interface Command {
  name: string
  /** Absent: on the socket only. */
  http?: HttpRoute
  /** True: on REST only (cookies, redirects). */
  restOnly?: true
  access: Access
  scope: Scope | 'none'
  /** Who may, in words. */
  rule: string
  /** One line for the reference. */
  summary: string
  input: TObject
  output: TSchema
  errors: readonly ErrorCode[]
  since: string
}

export type Input<C extends Command> = Static<C['input']>
export type Output<C extends Command> = Static<C['output']>

export function defineCommand<const C extends Command>(command: C): C {
  return command
}
