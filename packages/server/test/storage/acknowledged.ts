import assert from 'node:assert/strict'
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Storage } from '../../src/core/ports/store.ts'

/** A message that the load program was told is stored. */
export interface Acknowledged {
  id: string
  room: string
  seq: number
  text: string
}

export const loadProgram = fileURLToPath(new URL('./commit-load.ts', import.meta.url))

export interface Load {
  /** The exit code, null where it was killed. */
  code: number | null
  acknowledged: Acknowledged[]
  lastLine: string | undefined
}

/** Runs a command that starts the load program; kills it after so many acknowledgements, or waits for its end. */
export async function runLoad(command: readonly string[], killAfter = Infinity): Promise<Load> {
  const [file = '', ...args] = command
  const load = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = await linesUntilEnd(load, killAfter)
  // A line that was cut by the kill tells nothing.
  const whole = lines.filter((line) => line.startsWith('{') && line.endsWith('}'))
  const acknowledged = whole.map((line) => JSON.parse(line) as Acknowledged)
  return { code: load.exitCode, acknowledged, lastLine: lines.at(-1) }
}

async function linesUntilEnd(
  load: ChildProcessByStdio<null, Readable, null>,
  killAfter: number,
): Promise<string[]> {
  const lines: string[] = []
  createInterface({ input: load.stdout }).on('line', (line) => {
    lines.push(line)
    if (lines.length === killAfter) load.kill('SIGKILL')
  })
  await once(load, 'close')
  return lines
}

/** What was acknowledged is there, once and under its number; and every room is numbered without holes. */
export async function checkAcknowledged(storage: Storage, all: readonly Acknowledged[]): Promise<void> {
  for (const { id, seq, text } of all) {
    const row = await storage.read.row('message', id)
    assert.deepEqual([row?.seq, row?.text], [seq, text], id)
    assert.equal((await storage.read.once(id))?.rows[0]?.id, id)
  }
  const feeds = [...new Set(all.map(({ room }) => room))]
  for (const [feed, head] of await storage.read.heads(feeds)) {
    const bounds = { items: Infinity, bytes: Infinity, behind: 1_000_000_000 }
    const { rows } = await storage.read.changes(feed, 0, bounds)
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: head.seq }, (_, place) => place + 1),
    )
    assert.equal(head.version, head.seq)
  }
}
