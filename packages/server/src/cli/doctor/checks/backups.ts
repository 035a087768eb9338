import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dataFiles } from '../../../compose.ts'
import { backupFolderOf } from '../../../config/backup-folder.ts'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { inBytes, inThousands, inTime } from '../words.ts'

const { ok, warning, fault } = findingsOf('backups')

/** Whatever ends like this, made by itself or by `hubbub backup`. */
const isBackup = (name: string): boolean => name.endsWith('.backup')

/** That they are there, new and not empty; each was read back whole when it was made. */
export function checkBackups({ config, folder }: Situation, now = Date.now()): Finding[] {
  const { enabled, everyMs } = config.backups
  const place = backupFolderOf(config)
  const made = backupsIn(place)
  const age = ageOf(dataFiles(folder).database, now)
  const newest = made[0]
  if (!enabled && !newest)
    return [
      warning(
        'No backups are made.',
        'Take HUBBUB_BACKUPS=off away, or run `hubbub backup FILE` now and then.',
      ),
    ]
  if (!newest) {
    const late = age !== undefined && age > everyMs
    return late
      ? [
          warning(
            `There is none in ${place}.`,
            'Run `hubbub backup FILE`; look into the log why none was made.',
          ),
        ]
      : [ok(`none yet; the first is made a minute after a start, in ${place}`)]
  }
  const count = `${inThousands(made.length)} in ${place}, the newest ${inTime(now - newest.at)} old, ${inBytes(newest.bytes)}`
  if (newest.bytes === 0) return [fault(`${count}: it is empty.`, 'Delete it, and run `hubbub backup FILE`.')]
  if (now - newest.at > 2 * everyMs)
    return [
      warning(
        `${count}: two should have been made since.`,
        'Look into the log, or run `hubbub backup FILE` yourself.',
      ),
    ]
  return [ok(`${count}. Keep copies of them on another machine.`)]
}

interface Made {
  at: number
  bytes: number
}

/** The newest first. */
function backupsIn(folder: string): Made[] {
  try {
    return readdirSync(folder)
      .filter(isBackup)
      .map((name) => statSync(join(folder, name)))
      .map(({ mtimeMs, size }) => ({ at: mtimeMs, bytes: size }))
      .sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}

/** How long ago the database was made; the system remembers, where the file system does. */
function ageOf(path: string, now: number): number | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats && now - stats.birthtimeMs
}
