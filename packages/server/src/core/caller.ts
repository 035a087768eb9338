import type { AccountId, Role, Scope } from '@hubbub/protocol'

/** Who asks, and how they proved it. Made once at the edge, by `authenticate`. */
export type Caller = Anonymous | AccountCaller

interface Edge {
  /** The client's network address, for limits and for the list of sessions. */
  address: string
  /** The socket this came over; REST calls have none. */
  connection?: string
}

export interface Anonymous extends Edge {
  account: undefined
}

export interface AccountCaller extends Edge {
  account: AccountId
  role: Role
  /** The sign-in it came with; bots and contracts have none. */
  session?: string
  /** The API key it came with, and what that may. */
  key?: string
  scopes?: readonly Scope[]
  /** The older contract that speaks (decision 16). */
  contract?: string
}

export const isAdmin = (caller: AccountCaller): boolean =>
  caller.role === 'owner' || caller.role === 'admin' || caller.scopes?.includes('admin') === true

export const isGuest = (caller: AccountCaller): boolean => caller.role === 'guest'
