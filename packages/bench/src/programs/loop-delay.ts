import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { medianOf } from '../loads/rounds.ts'

/** How late a server's event loop was since it was asked before, by its own histogram. */
export interface LoopDelay {
  p99Ms: number
  maxMs: number
}

/** Asking begins a new histogram. */
export async function loopDelayOf(metricsPort: number): Promise<LoopDelay> {
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  const text = await answer.text()
  const ms = (quantile: string) => {
    const line = `hubbub_event_loop_lag_seconds{quantile="${quantile}"} `
    const found = text.split('\n').find((one) => one.startsWith(line))
    if (found === undefined) throw new Error(`/metrics does not tell ${line}`)
    return Number(found.slice(line.length)) * 1000
  }
  return { p99Ms: ms('0.99'), maxMs: ms('1') }
}

/** Of several spells the middle one, and the worst moment of all. */
export function middleDelay(spells: readonly LoopDelay[]): LoopDelay {
  return {
    p99Ms: medianOf(spells.map(({ p99Ms }) => p99Ms)),
    maxMs: Math.max(...spells.map(({ maxMs }) => maxMs)),
  }
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
