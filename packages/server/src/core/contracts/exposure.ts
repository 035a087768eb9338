import { isLoopback } from '../loopback.ts'
import type { Exposure } from '../ports/door.ts'

/** Where the server stands, as far as its open contracts depend on it: these of the operator's settings. */
export interface ExposureSettings {
  network: { host: string; publicUrl: string | null; trustedProxies: number }
  /** Contracts that the operator opened by name. */
  contracts: { open: readonly string[] }
}

export type ExposureOf = (contract: string, headers: Readonly<Record<string, unknown>>) => Exposure

/**
 * Whether a contract without sign-in answers anybody (decision 15). A reverse proxy on the same machine
 * is the usual way onto the internet, and all the server sees of it is a local connection: so a request that says it was
 * passed on is not a local one, whoever wrote that header. A header can only take rights away here, never give them.
 */
export function createExposure({ network, contracts }: ExposureSettings): ExposureOf {
  const opened = new Set(contracts.open)
  const isLocal = isLoopback(network.host) && network.publicUrl === null && network.trustedProxies === 0
  return (contract, headers) => {
    if (opened.has(contract)) return 'open'
    return isLocal && !wasPassedOn(headers) ? 'open' : 'protected'
  }
}

const passingOn = /^(?:forwarded|x-forwarded-.*|x-real-ip|via)$/i

/** Whether a proxy left its mark. */
function wasPassedOn(headers: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(headers).some((name) => passingOn.test(name))
}
