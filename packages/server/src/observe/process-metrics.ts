import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Exposition, Sample } from './exposition.ts'

const RESOLUTION_MS = 20

/** What the process itself tells: memory, processor time, and how late the event loop is. Answers how to stop. */
export function addProcessMetrics(exposition: Exposition, version: string): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const gauge = exposition.read.bind(exposition, 'gauge')
  gauge('hubbub_build_info', 'Version of the server and of Node.', () => [
    { value: 1, labels: { version, node: process.version } },
  ])
  gauge('hubbub_event_loop_lag_seconds', 'How late the event loop was since somebody last asked.', () =>
    lag(delay),
  )
  gauge(
    'hubbub_process_resident_memory_bytes',
    'Memory of the process with its workers.',
    process.memoryUsage.rss,
  )
  gauge('hubbub_process_heap_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed)
  gauge('hubbub_process_uptime_seconds', 'Time since the start.', () => process.uptime())
  exposition.read(
    'counter',
    'hubbub_process_cpu_seconds_total',
    'Processor time used since the start.',
    cpuSeconds,
  )
  return () => delay.disable()
}

// The histogram holds the time between two ticks of its own timer; what is over the resolution is lateness.
function lag(delay: ReturnType<typeof monitorEventLoopDelay>): Sample[] {
  const seconds = (ns: number) => Math.max(0, ns / 1e9 - RESOLUTION_MS / 1000)
  const samples = [
    { value: seconds(delay.percentile(50)), labels: { quantile: '0.5' } },
    { value: seconds(delay.percentile(99)), labels: { quantile: '0.99' } },
    { value: seconds(delay.max), labels: { quantile: '1' } },
  ]
  delay.reset()
  return samples
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
