import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository: every script works from here, wherever it was called. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const serverDist = join(root, 'packages/server/dist')

/** What the scripts themselves say goes to stderr, so that stdout stays the server's. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

export function seconds(sinceMs) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
}
