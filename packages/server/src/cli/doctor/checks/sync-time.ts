import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { nearestFolder } from '../nearest-folder.ts'
import { inMs, inThousands } from '../words.ts'

const { ok, warning, fault } = findingsOf('sync time')

const most = 300
const withinMs = 2_000
const page = Buffer.alloc(4_096)

/** How long the disk of the data folder takes to make a page durable, which every answer to a write waits for. */
export function checkSyncTime({ folder }: Situation): Finding[] {
  const place = nearestFolder(folder)
  try {
    return [syncFinding(syncTimes(place))]
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure)
    return [
      fault(
        `The time of a sync could not be measured: ${why}.`,
        'See to it that the folder can be written to.',
      ),
    ]
  }
}

/** On a file without a name, which is gone whatever happens to us. */
function syncTimes(folder: string): number[] {
  const path = join(folder, `.hubbub-doctor-${process.pid}`)
  const file = openSync(path, 'wx', 0o600)
  try {
    rmSync(path)
    const times: number[] = []
    const end = performance.now() + withinMs
    while (times.length < most && performance.now() < end) {
      writeSync(file, page)
      const before = performance.now()
      fdatasyncSync(file)
      times.push(performance.now() - before)
    }
    return times
  } finally {
    closeSync(file)
  }
}

export function syncFinding(times: readonly number[]): Finding {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0
  const [p50, p99] = [at(0.5), at(0.99)]
  // What waits shares a sync: fifty who wait for their answers are fifty sends a sync.
  const alone = 1000 / Math.max(p50, 0.01)
  const found = `half of ${sorted.length} syncs took ${inMs(p50)} or less, 99 of 100 ${inMs(p99)}: at most ${inThousands(Math.min(alone, 20_000))} sends a second one after another, ${inThousands(Math.min(50 * alone, 20_000))} of fifty people`
  if (p50 < 0.01)
    return warning(
      `${found}. No disk is that fast: it may not sync at all.`,
      'Make sure that the disk, or the machine below this one, keeps what it says it has written through a power cut.',
    )
  if (p50 > 200) return fault(found, 'Use another disk: everybody waits for this one with each message.')
  if (p50 > 20 || p99 > 250)
    return warning(found, 'Use a faster disk (SSD), or one that fewer programs share, for the data folder.')
  return ok(found)
}
