import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import type { Clock } from '../../core/ports/clock.ts'
import { startBackups } from './backup-schedule.ts'

const hour = 3_600_000
const day = 24 * hour
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hubbub-backups-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a backup is made soon after the first start, then once a period, and the oldest go', async () => {
  const world = schedule({ keep: 2 })
  await world.turn(60_000)
  assert.equal(world.made.length, 1)
  for (let count = 0; count < 3; count++) await world.turn(day)
  assert.equal(world.made.length, 4)
  assert.deepEqual(readdirSync(join(folder, 'backups')).sort(), world.made.slice(-2))
  await world.stop()
})

test('after a restart the newest file says when the next is due', async () => {
  mkdirSync(join(folder, 'backups'))
  writeFileSync(join(folder, 'backups', 'hubbub-2026-11-21T00-00-00Z.backup'), '')
  const world = schedule({ keep: 7, now: Date.parse('2026-11-21T10:00:00Z') })
  await world.turn(13 * hour)
  assert.equal(world.made.length, 0)
  await world.turn(hour)
  assert.deepEqual(world.made, ['hubbub-2026-11-22T00-00-00Z.backup'])
  await world.stop()
})

test('a backup that fails is told, deletes nothing, and is tried again', async () => {
  const world = schedule({ keep: 1, failing: true })
  await world.turn(60_000)
  await world.turn(day)
  assert.equal(world.failures, 2)
  assert.equal(world.made.length, 0)
  await world.stop()
})

test('files of other names are not ours to delete', async () => {
  mkdirSync(join(folder, 'backups'))
  writeFileSync(join(folder, 'backups', 'mine.backup'), '')
  const world = schedule({ keep: 1 })
  await world.turn(60_000)
  await world.turn(day)
  assert.deepEqual(new Set(readdirSync(join(folder, 'backups'))), new Set([world.made.at(-1), 'mine.backup']))
  await world.stop()
})

interface Wish {
  keep: number
  now?: number
  failing?: boolean
}

/** A schedule whose clock is turned by hand. */
function schedule({ keep, now = Date.parse('2026-11-21T08:00:00Z'), failing = false }: Wish) {
  const made: string[] = []
  const state = { made, failures: 0 }
  let due: { at: number; fn: () => void } | undefined
  let time = now
  const clock: Clock = {
    now: () => time,
    after(ms, fn) {
      due = { at: time + ms, fn }
      return () => {
        due = undefined
      }
    },
  }
  const stop = startBackups({
    folder: join(folder, 'backups'),
    everyMs: day,
    keep,
    clock,
    async backup(path) {
      if (failing) throw new Error('the disk is full')
      writeFileSync(path, '')
    },
    made: (path) => void made.push(path.slice(path.lastIndexOf('/') + 1)),
    failed: () => void state.failures++,
  })
  return {
    made,
    get failures() {
      return state.failures
    },
    stop,
    /** Lets time pass, and what falls due be done. */
    async turn(ms: number): Promise<void> {
      time += ms
      if (!due || due.at > time) return
      const { fn } = due
      due = undefined
      fn()
      // What was started ends in microtasks; the next wait is set when it has.
      while (due === undefined) await Promise.resolve()
    },
  }
}
