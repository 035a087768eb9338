import { clientKey } from '../../core/client-key.ts'
import { type AddressOf, createAddressReader } from './client-address.ts'
import { createHostCheck, type HostCheck, namesOneHost, type Standing } from './host-check.ts'
import { createOriginCheck, type OriginCheck } from './origin-check.ts'

/** Who may come in at all, for every port and every way of asking. */
export interface Gate {
  addressOf: AddressOf
  /** What counters are kept by, of an address. */
  clientOf(address: string): string
  /** Whether a request says once which host it means. */
  namesOneHost: typeof namesOneHost
  isServed: HostCheck
  originOf: OriginCheck
}

export function createGate(standing: Standing, trustedProxies: number): Gate {
  return {
    addressOf: createAddressReader(trustedProxies),
    clientOf: clientKey,
    namesOneHost,
    isServed: createHostCheck(standing),
    originOf: createOriginCheck(standing),
  }
}
