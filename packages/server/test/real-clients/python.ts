import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { ensureSystemPackages, PYTHON_CLIENTS } from '../../../../scripts/system-packages.mjs'

/** Debian's Python knows Debian's packages; another one on the path may have its own. */
const PLACES = ['/usr/bin/python3', 'python3']
const NEEDED = 'import aiohttp, requests, socketio, websocket'

let found: string | undefined

/** A Python that has python-socketio; installs Debian's packages where it may, else says which are missing. */
export function python(): string {
  found ??= PLACES.find(hasClients)
  if (found) return found
  ensureSystemPackages(PYTHON_CLIENTS)
  found = PLACES.find(hasClients)
  if (found) return found
  throw new Error(`${PYTHON_CLIENTS.join(', ')} are installed, and still Python cannot: ${NEEDED}`)
}

function hasClients(place: string): boolean {
  return spawnSync(place, ['-c', NEEDED]).status === 0
}

/** Runs one of the programs to its end; gives what it told, line by line. */
export async function runPython(
  t: TestContext,
  program: string,
  args: readonly string[],
): Promise<unknown[]> {
  const path = fileURLToPath(new URL(`programs/${program}`, import.meta.url))
  const child = spawn(python(), ['-B', path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => void child.kill('SIGKILL'))
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  if (code !== 0) throw new Error(`${program} ended with ${code} after\n${said}\n${complained}`)
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** The same with ids and times in place of what they are this time; ids keep their number. */
export function nameless(told: unknown): unknown {
  const ids: string[] = []
  const text = JSON.stringify(told)
    .replace(/\b[0-9a-f]{24}\b/g, (id) => {
      if (!ids.includes(id)) ids.push(id)
      return `<id ${ids.indexOf(id) + 1}>`
    })
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>')
  return JSON.parse(text) as unknown
}
