import { accessSync, constants, lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { nearestFolder } from '../nearest-folder.ts'
import { quoted } from '../words.ts'

const { ok, warning, fault } = findingsOf('data folder')

/** Rights of the group and of everybody else. */
const others = 0o077
const readable = 0o044

/** Who may read it reads every message; who may read the key can be anybody. */
export function checkDataFolder({ folder }: Situation): Finding[] {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (!stats) return [notThere(folder)]
  if (!stats.isDirectory())
    return [fault(`${folder} is no folder.`, 'Choose another with --data or HUBBUB_DATA.')]
  const found = [...writing(folder, stats), ...opened(folder, stats)]
  return found.length > 0 ? found : [ok(`${folder} is its owner's alone`)]
}

function notThere(folder: string): Finding {
  const above = nearestFolder(folder)
  if (mayWrite(above)) return ok(`${folder} is not there yet; the first start makes it`)
  return fault(
    `${folder} is not there, and nothing can be made in ${above}.`,
    `Make it for the user of the server, or let that user write to ${quoted(above)}.`,
  )
}

function writing(folder: string, { uid }: Stats): Finding[] {
  const me = process.getuid?.()
  const user = me === undefined ? '' : ` as the user of the server (number ${uid})`
  if (!mayWrite(folder))
    return [
      fault(
        `${folder} cannot be written to.`,
        `Run this${user}, or give that user the folder: chown, chmod u+rwx.`,
      ),
    ]
  const foreign = files(folder).find(({ stats }) => stats.uid !== uid)
  if (!foreign) return []
  return [
    warning(
      `${foreign.path} belongs to another user than its folder; a server of either will stumble.`,
      `chown -R --reference=${quoted(folder)} ${quoted(folder)}`,
    ),
  ]
}

function opened(folder: string, { mode }: Stats): Finding[] {
  // Without a right on the folder nobody gets to the files in it, whatever their own rights are.
  if ((mode & others) === 0) return []
  const bare = files(folder).filter(({ stats }) => stats.isFile() && (stats.mode & readable) !== 0)
  const remedy = `chmod -R go= ${quoted(folder)}`
  const [first] = bare
  if (first)
    return [
      fault(
        `${bare.length === 1 ? first.path : `${first.path} and ${bare.length - 1} more`} can be read by other users of this machine.`,
        remedy,
      ),
    ]
  return [warning(`${folder} can be entered by other users (mode ${(mode & 0o777).toString(8)}).`, remedy)]
}

function files(folder: string): { path: string; stats: Stats }[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name)
      const stats = lstatSync(path, { throwIfNoEntry: false })
      return stats ? [{ path, stats }] : []
    })
  } catch {
    // Not ours to read, which is said elsewhere.
    return []
  }
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
