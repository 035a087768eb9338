import type { AccountId, CommandName, ErrorCode } from '@hubbub/protocol'
import type { IncomingMessage } from 'node:http'
import type { Core } from '../core/index.ts'
import type { Hub } from '../core/ports/hub.ts'
import type { Limiter } from '../core/ports/limiter.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { AdmissionBounds } from './admission.ts'

export interface RealtimeOptions {
  core: Pick<Core, 'ask'>
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'tokens' | 'digests' | 'settings'>
  hub: Hub
  limits: RealtimeLimits
  rates: Pick<AdmissionBounds, 'requestsPerSecond'>
  gate: Gate
  /** Counters of commands that have a tighter bound of their own, by client; the same that REST uses. */
  limiterOf?(name: CommandName): Limiter | undefined
  watch: RealtimeWatch
  /** Told every answer and every event that leaves; the tests check each against its schema. */
  onAnswer?: ((name: CommandName, json: string) => void) | undefined
  onFrame?: ((event: string, json: string) => void) | undefined
}

export interface RealtimeLimits extends Omit<AdmissionBounds, 'requestsPerSecond'> {
  frameBytes: number
  jsonDepth: number
  jsonNodes: number
  /** What waits for a slow reader. */
  outboundBytes: number
  outboundMs: number
  /** How long an opened connection may take to enter a namespace. */
  connectMs: number
}

/** Who may come in at all; judged as on REST. */
export interface Gate {
  addressOf(request: IncomingMessage): string
  /** What counters are kept by, of an address. */
  clientOf(address: string): string
  /** Whether a request says once which host it means. */
  namesOneHost(request: IncomingMessage): boolean
  isServed(host: string | undefined): boolean
  originOf(origin: string | undefined, host: string | undefined): OriginKind
}

/** `none`: no browser page asks. `trusted`: our own page or one the operator listed. */
export type OriginKind = 'none' | 'trusted' | 'foreign'

/** Who is told what happens: logs and metrics. Ids and reasons, never what was sent. */
export interface RealtimeWatch {
  connected(facts: ConnectionFacts): void
  disconnected(facts: ConnectionFacts, reason: string): void
  refused(facts: { address: string; namespace?: string }, code: ErrorCode): void
  answered(name: CommandName, seconds: number): void
  commandRefused(facts: ConnectionFacts, code: ErrorCode): void
  rateLimited(scope: string): void
  slowReaderTold(): void
  failed(
    facts: { requestId?: string; connection: string; account?: AccountId; command?: string },
    error: unknown,
  ): void
}

export interface ConnectionFacts {
  connection: string
  account: AccountId
  address: string
}
