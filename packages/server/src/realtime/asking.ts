import type { CommandName, Problem } from '@hubbub/protocol'
import type { AccountCaller } from '../core/caller.ts'
import { jsonOf } from '../core/encoded.ts'
import { isExpected, problemOf } from '../core/problem.ts'
import { refuse } from '../core/refusal.ts'
import { checkedInput, commandNamed } from './checked-input.ts'
import type { Entry } from './entries.ts'
import type { ConnectionFacts, RealtimeOptions } from './options.ts'
import type { Rate } from './rate.ts'

/** Who asks on a connection. */
export interface Asker {
  readonly facts: ConnectionFacts
  readonly entry: Entry
  readonly rate: Rate
  /** Resolves when the client was told where its feeds stand, and never rejects; from then on undefined. */
  readonly opened: Promise<void> | undefined
  caller(): AccountCaller | Promise<AccountCaller>
}

/** Carries out what an event asks and gives the JSON of its ack. Never rejects, whatever was sent. */
export type Asking = (asker: Asker, event: unknown, args: readonly unknown[]) => Promise<string>

/** One for all connections: functions of their own would make each of them heavier. */
export function createAsking(options: RealtimeOptions): Asking {
  const { core, limits, watch, onAnswer } = options
  const bounds = { depth: limits.jsonDepth, nodes: limits.jsonNodes }

  async function carryOut(asker: Asker, name: CommandName, args: readonly unknown[]): Promise<string> {
    const input = checkedInput(name, args, bounds)
    if (asker.opened) await asker.opened
    countOwn(asker, name)
    try {
      return jsonOf(await core.ask(name, await asker.caller(), input))
    } catch (error) {
      options.limiterOf?.(name)?.refused(asker.entry.client, error)
      throw error
    }
  }

  function countRequest(asker: Asker): void {
    if (asker.rate.take()) return
    watch.rateLimited('socket')
    throw refuse('rate.limited', { retryAfter: 1 })
  }

  /** Sign-ins and the like have a bound of their own, which counts them on all ways together. */
  function countOwn(asker: Asker, name: CommandName): void {
    const allowance = options.limiterOf?.(name)?.take(asker.entry.client)
    if (allowance?.allowed !== false) return
    watch.rateLimited(name)
    throw refuse('rate.limited', { retryAfter: allowance.resetSeconds })
  }

  function problemIn(asker: Asker, error: unknown, command: CommandName | undefined): Problem {
    if (isExpected(error)) {
      const problem = problemOf(error)
      watch.commandRefused(asker.facts, problem.code)
      return problem
    }
    const requestId = options.ports.ids.next()
    watch.failed({ ...asker.facts, requestId, ...(command ? { command } : {}) }, error)
    return problemOf(error, { requestId })
  }

  return async (asker, event, args) => {
    const startedAt = performance.now()
    let name: CommandName | undefined
    try {
      countRequest(asker)
      name = commandNamed(event)
      const json = await carryOut(asker, name, args)
      watch.answered(name, (performance.now() - startedAt) / 1000)
      onAnswer?.(name, json)
      return `{"ok":true,"result":${json}}`
    } catch (error) {
      return `{"ok":false,"error":${JSON.stringify(problemIn(asker, error, name))}}`
    }
  }
}
