import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Cancel, Clock } from '../../core/ports/clock.ts'

export interface BackupSchedule {
  folder: string
  everyMs: number
  /** How many are kept; older ones are deleted after a new one was made. */
  keep: number
  clock: Clock
  backup(path: string): Promise<void>
  made(path: string): void
  failed(error: unknown): void
}

/** Not in the first moments of a start, when everybody comes back at once. */
const firstPauseMs = 60_000

/** Only names of this form are ours to count and to delete. */
const nameForm = /^hubbub-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/

/** Makes backups by itself. The newest file says when the next is due, so that restarts neither skip nor add one. */
export function startBackups(schedule: BackupSchedule): () => Promise<void> {
  const { clock, folder, everyMs } = schedule
  let round: Promise<void> = Promise.resolve()
  let cancel: Cancel = () => {}
  let stopped = false

  async function run(): Promise<void> {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, nameAt(clock.now()))
      await schedule.backup(path)
      schedule.made(path)
      for (const name of backupsIn(folder).slice(0, -schedule.keep)) rmSync(join(folder, name))
    } catch (error) {
      schedule.failed(error)
    }
    wait(everyMs)
  }

  function wait(ms: number): void {
    if (stopped) return
    cancel = clock.after(ms, () => {
      round = run()
    })
  }

  wait(Math.max(firstPauseMs, dueIn(folder, everyMs, clock.now())))
  return async () => {
    stopped = true
    cancel()
    await round
  }
}

function dueIn(folder: string, everyMs: number, now: number): number {
  const newest = backupsIn(folder).at(-1)
  return newest === undefined ? 0 : timeOf(newest) + everyMs - now
}

/** Oldest first. */
function backupsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => nameForm.test(name))
      .sort()
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw failure
  }
}

/** Colons are no part of file names everywhere. */
const nameAt = (now: number): string =>
  `hubbub-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`

const timeOf = (name: string): number => Date.parse(name.replace(nameForm, '$1T$2:$3:$4Z'))
