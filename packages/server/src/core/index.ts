import { type CommandName, commands, type InputOf, type OutputOf } from '@hubbub/protocol'
import { accountUseCases } from './accounts/use-cases.ts'
import { type Caller, isAdmin, isGuest } from './caller.ts'
import { createQuotas } from './contracts/quotas.ts'
import { documentUseCases } from './documents/use-cases.ts'
import type { Answer } from './encoded.ts'
import { feedUseCases } from './feeds/use-cases.ts'
import { createKeptPages } from './messages/kept-pages.ts'
import { messageUseCases } from './messages/use-cases.ts'
import type { Ports } from './ports/ports.ts'
import { presenceUseCases } from './presence/use-cases.ts'
import { refuse } from './refusal.ts'
import { roomUseCases } from './rooms/use-cases.ts'
import type { Inside, UseCases } from './use-case.ts'

const useCases: UseCases = {
  ...accountUseCases,
  ...roomUseCases,
  ...messageUseCases,
  ...documentUseCases,
  ...feedUseCases,
  ...presenceUseCases,
}

/** The one door: every transport and every dialect asks here, with an input the edge has checked. */
export interface Core {
  ask<N extends CommandName>(name: N, caller: Caller, input: InputOf<N>): Promise<Answer<OutputOf<N>>>
}

export function createCore(ports: Ports): Core {
  const inside: Inside = { ...ports, quotas: createQuotas(ports), pages: createKeptPages() }
  return {
    ask(name, caller, input) {
      // The catalogue's types say that name, caller, input and answer belong together.
      const useCase: (ports: Inside, caller: never, input: never) => Promise<unknown> = useCases[name]
      try {
        checkAccess(name, caller)
        return useCase(inside, caller as never, input as never) as Promise<never>
      } catch (refusal) {
        return Promise.reject(refusal)
      }
    },
  }
}

/** What the catalogue says of who may ask at all; the use cases decide the rest. */
function checkAccess(name: CommandName, caller: Caller): void {
  const { access, scope } = commands[name]
  if (access === 'anyone') return
  if (caller.account === undefined) throw refuse('auth.required')
  if (
    caller.scopes &&
    (scope === 'none' || !(caller.scopes.includes(scope) || caller.scopes.includes('admin')))
  ) {
    throw refuse('auth.scope', {
      detail: scope === 'none' ? 'No API key may do this.' : `This needs the scope ${scope}.`,
    })
  }
  if (access === 'person' && isGuest(caller))
    throw refuse('access.denied', { detail: 'Guests may not do this.' })
  if (access === 'admin' && !isAdmin(caller))
    throw refuse('access.denied', { detail: 'Only owners and admins may do this.' })
}
