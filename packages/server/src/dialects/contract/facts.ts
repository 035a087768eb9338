import type { Answer } from '../../../test/server-world.ts'
import type { OlderWorld } from './older-world.ts'

/**
 * What the shared rules have to know of a dialect. Each gives its own in `<dialect>/test/facts.ts`, as `facts`; a dialect
 * without them fails. Only what its contract says of it; the rules do the rest.
 */
export interface DialectFacts {
  name: string
  prefixes: readonly string[]
  /** The form of every error below the prefixes. `message`: the words it must have, where they are known. */
  isError(body: unknown, message?: string): boolean
  /** A path of its own that takes GET; the answer to it without a token is that of `read` with one. */
  get: string
  /** Every route, with an id that nobody has where one is needed. */
  routes: readonly Route[]
  /** Routes that read a body. Those that need a token are asked with it. */
  writes: readonly Route[]
  /** What it answers to bodies that it cannot read. */
  statuses: { malformed: number; mediaType: number; tooLarge: number }
  /** A path below a prefix where nothing is. */
  unknownPath: string
  origins: 'any' | 'own'
  /** It has no sign-in of its own: where it is protected it asks for a key (decision 15). */
  asksForKey: boolean
  /** Everything it shows, for comparing before and after. */
  state(world: OlderWorld): Promise<unknown>
  /** Where it signs tokens: makes one, and uses one where a token is needed. */
  tokens?: {
    make(world: OlderWorld): Promise<string>
    use(world: OlderWorld, token: string): Promise<Answer>
    /** How a token of somebody else is refused. */
    foreign: { status: number; body: unknown }
  }
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** A body that it would take. */
  body?: unknown
}
