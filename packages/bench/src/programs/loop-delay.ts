import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { medianOf } from '../loads/rounds.ts'

interface Spell {
  p99Ms: number
  maxMs: number
}

/** What a server's event loop was like since it was asked before. */
export interface LoopDelay {
  /** How late it was, by the server's own histogram: what people wait, and what others do to the machine. */
  late: Spell
  /** Processor time of its turns, which holds on a busy machine too. */
  turns: Spell
}

const COUNTER = fileURLToPath(new URL('../baselines/count-turns.ts', import.meta.url))

/** Where a server is asked about its event loop. */
export interface LoopPorts {
  metrics: number
  turns: number
}

/** What the server's environment needs for that. */
export const loopEnv = ({ metrics, turns }: LoopPorts): Record<string, string> => ({
  HUBBUB_METRICS_PORT: String(metrics),
  BENCH_TURNS_PORT: String(turns),
  NODE_OPTIONS: `--import=${COUNTER}`,
})

export async function freeLoopPorts(): Promise<LoopPorts> {
  return { metrics: await freePort(), turns: await freePort() }
}

/** Asking begins anew. */
export async function loopDelayOf(ports: LoopPorts): Promise<LoopDelay> {
  const [metrics, turns] = await Promise.all([
    fetch(`http://127.0.0.1:${ports.metrics}/metrics`),
    fetch(`http://127.0.0.1:${ports.turns}/`),
  ])
  const text = await metrics.text()
  const ms = (quantile: string) => {
    const line = `hubbub_event_loop_lag_seconds{quantile="${quantile}"} `
    const found = text.split('\n').find((one) => one.startsWith(line))
    if (found === undefined) throw new Error(`/metrics does not tell ${line}`)
    return Number(found.slice(line.length)) * 1000
  }
  return { late: { p99Ms: ms('0.99'), maxMs: ms('1') }, turns: (await turns.json()) as Spell }
}

/** Of several spells the middle one, and the worst moment of all. */
export function middleDelay(delays: readonly LoopDelay[]): LoopDelay {
  const middle = (spells: readonly Spell[]): Spell => ({
    p99Ms: medianOf(spells.map(({ p99Ms }) => p99Ms)),
    maxMs: Math.max(...spells.map(({ maxMs }) => maxMs)),
  })
  return { late: middle(delays.map(({ late }) => late)), turns: middle(delays.map(({ turns }) => turns)) }
}

/** A port nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
