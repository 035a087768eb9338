import { createServer } from 'node:http'
import { createHistogram } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * Imported ahead of a server: tells on a port how much processor time the turns of its event loop took since it was
 * asked before. Where others use the machine too, that says what a clock cannot. Turns of less than a millisecond count
 * together.
 */
if (isMainThread) {
  const turns = createHistogram()
  let before = process.threadCpuUsage()
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(before)
    turns.record(Math.max(1, user + system))
    before = process.threadCpuUsage()
  }, 1).unref()
  createServer((_request, response) => {
    response.end(JSON.stringify({ p99Ms: turns.percentile(99) / 1000, maxMs: turns.max / 1000 }))
    turns.reset()
  })
    .listen(Number(process.env['BENCH_TURNS_PORT']), '127.0.0.1')
    .unref()
}
