import type { ContractDescription } from '../core/ports/contract-description.ts'
import type { Door } from '../core/ports/door.ts'

export type * from '../core/ports/door.ts'
export type * from '../core/ports/contract-description.ts'
export type { ContractClaims, ContractTokens } from '../core/ports/contract-tokens.ts'

/** One older API: pure translation between its wire and the core's commands. */
export interface Dialect {
  /** What the service was called. */
  readonly name: string
  /** Everything it serves, for the documents. */
  readonly description: ContractDescription
  /** Registers routes, events and feeds. Answers how to stop, where something has to. */
  mount(door: Door): Promise<(() => void) | void>
}
