import { checkBackups } from './checks/backups.ts'
import { checkClock } from './checks/clock.ts'
import { checkDataFolder } from './checks/data-folder.ts'
import { checkDescriptors } from './checks/descriptors.ts'
import { checkDisk } from './checks/disk.ts'
import { checkExposure } from './checks/exposure.ts'
import { checkMemory } from './checks/memory.ts'
import { checkProgram } from './checks/program.ts'
import { checkStore } from './checks/store.ts'
import { checkSyncTime } from './checks/sync-time.ts'
import { type Check, type Finding, findingsOf, type Situation } from './finding.ts'

const CHECKS: readonly [name: string, check: Check][] = [
  ['node', checkProgram],
  ['settings', checkExposure],
  ['data folder', checkDataFolder],
  ['disk', checkDisk],
  ['sync time', checkSyncTime],
  ['descriptors', checkDescriptors],
  ['memory', checkMemory],
  ['clock', checkClock],
  ['database', checkStore],
  ['backups', (situation) => checkBackups(situation)],
]

/** Everything that makes an installation slow or unsafe, looked at without changing anything. */
export async function examine(situation: Situation): Promise<Finding[]> {
  const { running } = situation
  const findings = [
    findingsOf('server').ok(running ? `runs as process ${running.pid}` : 'does not run on this folder'),
  ]
  for (const [name, check] of CHECKS) findings.push(...(await findingsFrom(name, check, situation)))
  return findings
}

/** A check that cannot look says so, and the others go on. */
async function findingsFrom(name: string, check: Check, situation: Situation): Promise<readonly Finding[]> {
  try {
    return [await check(situation)].flat()
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure)
    return [
      findingsOf(name).warning(`This could not be looked at: ${why}.`, 'Run it as the user of the server.'),
    ]
  }
}
