import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { inMs, inTime } from '../words.ts'

const { ok, warning, fault } = findingsOf('clock')

const watchedMs = 500
/** A clock that is slewed runs at most half a thousandth faster or slower; this is a jump. */
const jumpMs = 20
/** Nobody ran this program before it was written. */
const earliest = Date.parse('2026-01-01T00:00:00Z')
const leewayMs = 60_000

/** Tokens, invitations and backups end by the clock. The order of messages does not hang on it. */
export async function checkClock({ folder }: Situation): Promise<Finding[]> {
  return clockFindings({
    now: Date.now(),
    newestFile: newestIn(folder),
    jumped: await jumpWithin(watchedMs),
    isKept: isKept(),
  })
}

export interface ClockFacts {
  now: number
  /** When the newest file of the data folder was written. */
  newestFile: number | undefined
  /** By how much the clock went other ways than time itself. */
  jumped: number
  /** Whether something keeps it right; undefined where that cannot be read. */
  isKept: boolean | undefined
}

export function clockFindings({ now, newestFile, jumped, isKept }: ClockFacts): Finding[] {
  const remedy = 'Set the clock, and let it be kept right (timedatectl set-ntp true, chrony).'
  const time = new Date(now).toISOString()
  if (now < earliest) return [fault(`It says ${time}, which is long past.`, remedy)]
  if (newestFile !== undefined && newestFile - now > leewayMs)
    return [
      warning(
        `It says ${time}, and a file of the data folder was written ${inTime(newestFile - now)} later: it was set back.`,
        remedy,
      ),
    ]
  if (Math.abs(jumped) > jumpMs)
    return [warning(`It jumped by ${inMs(jumped)} while it was watched.`, remedy)]
  if (isKept === false) return [warning(`It says ${time}, and nothing keeps it right.`, remedy)]
  return [
    ok(
      `${time}, ${isKept ? 'kept right by the system' : 'whether the system keeps it right is not told here'}`,
    ),
  ]
}

async function jumpWithin(ms: number): Promise<number> {
  const [wall, steady] = [Date.now(), performance.now()]
  await pause(ms)
  return Date.now() - wall - (performance.now() - steady)
}

function newestIn(folder: string): number | undefined {
  try {
    const times = readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs)
    return times.length === 0 ? undefined : Math.max(...times)
  } catch {
    return undefined
  }
}

function isKept(): boolean | undefined {
  if (existsSync('/run/systemd/timesync/synchronized')) return true
  const asked = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    encoding: 'utf8',
    timeout: 2_000,
  })
  const said = asked.status === 0 ? asked.stdout.trim() : ''
  return said === 'yes' ? true : said === 'no' ? false : undefined
}
