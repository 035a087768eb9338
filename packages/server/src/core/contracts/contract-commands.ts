import { contractAccountUseCases } from '../accounts/older/use-cases.ts'
import type { AccountCaller } from '../caller.ts'
import { contractDocumentUseCases } from '../documents/older/use-cases.ts'
import { contractMessageUseCases } from '../messages/older/use-cases.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { contractRoomUseCases } from '../rooms/older/use-cases.ts'
import type { Inside } from '../use-case.ts'
import { createQuotas } from './quotas.ts'

/** What only the older contracts may ask, beside the catalogue. */
const useCases = {
  ...contractAccountUseCases,
  ...contractRoomUseCases,
  ...contractMessageUseCases,
  ...contractDocumentUseCases,
}

type Asked<U> = U extends (ports: never, ...asked: infer A) => infer R ? (...asked: A) => R : never

export type ContractCommands = { readonly [N in keyof typeof useCases]: Asked<(typeof useCases)[N]> }

type AnyUseCase = (ports: Omit<Inside, 'pages'>, caller: AccountCaller, input: unknown) => unknown

/** The use cases with what they need given. Each decides for itself what the contract may; none answers anybody else. */
export function createContractCommands(ports: Ports): ContractCommands {
  const inside: Omit<Inside, 'pages'> = { ...ports, quotas: createQuotas(ports) }
  const asked = Object.entries(useCases as unknown as Record<string, AnyUseCase>).map(([name, useCase]) => [
    name,
    (caller: AccountCaller, input: unknown) => {
      if (caller.contract === undefined) throw refuse('access.denied')
      return useCase(inside, caller, input)
    },
  ])
  return Object.fromEntries(asked) as ContractCommands
}
