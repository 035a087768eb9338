import { readFileSync } from 'node:fs'

/** Files and sockets that programs need beside the connections that are counted. */
const BESIDE = 200

/** How many connections this process may hold at once. */
export function mostConnections(): number {
  const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
  return Math.max(0, Number(soft ?? Number.MAX_SAFE_INTEGER) - BESIDE)
}
