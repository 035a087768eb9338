import type { CommandName, Commands, InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller, Caller } from './caller.ts'
import type { Answer } from './encoded.ts'
import type { Quotas } from './contracts/quotas.ts'
import type { KeptPages } from './messages/kept-pages.ts'
import type { Ports } from './ports/ports.ts'

/** What use cases get: what comes from outside, and what the core keeps beside it. */
export interface Inside extends Ports {
  quotas: Quotas
  pages: KeptPages
}

/** Who a command's use case is called with: signed in, unless anyone may ask. */
export type CallerOf<N extends CommandName> = Commands[N]['access'] extends 'anyone' ? Caller : AccountCaller

/** One command carried out: load what the decision needs, decide, commit, return. */
export type UseCase<N extends CommandName> = (
  ports: Inside,
  caller: CallerOf<N>,
  input: InputOf<N>,
) => Promise<Answer<OutputOf<N>>>

export type UseCases = { [N in CommandName]: UseCase<N> }
