import { authenticate } from '../accounts/authenticate.ts'
import type { AccountCaller } from '../caller.ts'
import type { Edge, Exposure } from '../ports/door.ts'
import type { Ports } from '../ports/ports.ts'
import { botCaller, checkBot, type Contract, isKey, keyRequired } from './contract-caller.ts'
import type { ExposureOf } from './exposure.ts'

/** Who may come in to one contract; asked by both edges, which know of a contract only this. */
export interface ContractAccess {
  readonly name: string
  exposure(headers: Readonly<Record<string, unknown>>): Exposure
  /** Refuses while who runs the server has turned the contract off, by deactivating its bot. */
  checkOn(): Promise<void>
  /** Whether a credential is a key. None is not; one that is not valid is refused. */
  isKey(credential: string | undefined, edge: Edge): Promise<boolean>
  /** The contract's bot, where it is open or a key was shown; else the refusal that asks for one. */
  enter(exposure: Exposure, hasKey: boolean, edge: Edge): Promise<AccountCaller>
}

/**
 * In code an open contract is a bot that speaks for whoever asks (decision 16). Where it is open a
 * credential is not looked at, as the original ignored it.
 */
export function createContractAccess(
  ports: Pick<Ports, 'store' | 'tokens' | 'clock' | 'digests'>,
  contract: Contract,
  exposureOf: ExposureOf,
): ContractAccess {
  return {
    name: contract.name,
    exposure: (headers) => exposureOf(contract.name, headers),
    checkOn: () => checkBot(ports, contract),
    isKey: async (credential, edge) => isKey(await authenticate(ports, credential, edge)),
    async enter(exposure, hasKey, edge) {
      if (exposure === 'protected' && !hasKey) throw keyRequired()
      return botCaller(contract, edge)
    },
  }
}
