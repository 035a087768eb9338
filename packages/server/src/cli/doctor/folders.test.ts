import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { configOf } from '../../config/config.ts'
import { checkBackups } from './checks/backups.ts'
import { checkDataFolder } from './checks/data-folder.ts'
import { checkDisk } from './checks/disk.ts'
import { checkSyncTime } from './checks/sync-time.ts'
import type { Finding, Situation } from './finding.ts'
import { inTime, quoted } from './words.ts'

function newFolder(t: TestContext, below = tmpdir()): string {
  const folder = mkdtempSync(join(below, 'hubbub-doctor-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

const situationOf = (folder: string, environment: Record<string, string> = {}): Situation => {
  return {
    config: configOf({ HUBBUB_DATA: folder, ...environment }),
    folder,
    running: undefined,
    sockets: 1_000,
  }
}
const verdicts = (findings: readonly Finding[]) => findings.map(({ verdict }) => verdict)

test('a folder for its owner alone is in order, also one that is not there yet', (t) => {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'master.key'), 'key', { mode: 0o600 })
  assert.deepEqual(verdicts(checkDataFolder(situationOf(folder))), ['ok'])
  assert.deepEqual(verdicts(checkDataFolder(situationOf(join(folder, 'a', 'b')))), ['ok'])
})

test('a key that others can read is a fault; behind a closed folder nobody can', (t) => {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'master.key'), 'key')
  chmodSync(join(folder, 'master.key'), 0o644)
  assert.deepEqual(verdicts(checkDataFolder(situationOf(folder))), ['ok'])
  chmodSync(folder, 0o755)
  const [found] = checkDataFolder(situationOf(folder))
  assert.equal(found?.verdict, 'fault')
  assert.match(found?.found ?? '', /master\.key can be read/)
  chmodSync(join(folder, 'master.key'), 0o600)
  assert.deepEqual(verdicts(checkDataFolder(situationOf(folder))), ['warning'])
})

test('a file in the place of the folder is a fault', (t) => {
  const file = join(newFolder(t), 'data')
  writeFileSync(file, '')
  assert.deepEqual(verdicts(checkDataFolder(situationOf(file))), ['fault'])
})

test('a folder that may only be read is a fault for who is not root', (t) => {
  const folder = newFolder(t)
  chmodSync(folder, 0o555)
  const check = new URL('./checks/data-folder.ts', import.meta.url).href
  // Root may write anywhere, so the question is asked by somebody else.
  const program = `const { checkDataFolder } = await import(${JSON.stringify(check)})
    if (process.getuid() === 0) process.setuid(65534)
    console.log(JSON.stringify(checkDataFolder({ folder: ${JSON.stringify(folder)} })))`
  const asked = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
  const findings = JSON.parse(asked.stdout) as Finding[]
  assert.match(
    findings.map(({ verdict, found }) => `${verdict}: ${found}`).join('\n'),
    /^fault: .*cannot be written/,
  )
})

test('the time of a sync is measured where the data is, and leaves nothing', (t) => {
  const folder = newFolder(t)
  const [found] = checkSyncTime(situationOf(folder))
  assert.match(found?.found ?? '', /sends a second/)
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  const [gone] = checkSyncTime(situationOf(join(folder, 'file', 'data')))
  assert.match(gone?.found ?? '', /sends a second/, 'the disk above is the disk')
})

test('a disk in memory is a fault', (t) => {
  const tmpfs = 0x01021994
  assert.equal(statfsSync('/dev/shm').type, tmpfs, 'Linux has one there')
  const findings = checkDisk(situationOf(newFolder(t, '/dev/shm')))
  assert.deepEqual(
    findings.filter(({ check }) => check === 'file system').map(({ verdict }) => verdict),
    ['fault'],
  )
})

const day = 24 * 3_600_000

function withBackup(t: TestContext, ageMs: number, text = 'backup'): { folder: string; now: number } {
  const folder = newFolder(t)
  const file = join(folder, 'backups', 'hubbub-2026-01-01T00-00-00Z.backup')
  const now = Date.now()
  mkdirSync(join(folder, 'backups'))
  writeFileSync(file, text)
  utimesSync(file, new Date(now - ageMs), new Date(now - ageMs))
  return { folder, now }
}

test('a backup of today is in order, one of last week and an empty one are not', (t) => {
  const of = ({ folder, now }: { folder: string; now: number }) =>
    verdicts(checkBackups(situationOf(folder), now))
  assert.deepEqual(of(withBackup(t, day / 2)), ['ok'])
  assert.deepEqual(of(withBackup(t, 7 * day)), ['warning'])
  assert.deepEqual(of(withBackup(t, 0, '')), ['fault'])
})

test('no backups are in order on the first day alone, and when they are off never', (t) => {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'hubbub.db'), '')
  const of = (now: number, environment?: Record<string, string>) =>
    verdicts(checkBackups(situationOf(folder, environment), now))
  assert.deepEqual(of(Date.now()), ['ok'])
  assert.deepEqual(of(Date.now() + 3 * day), ['warning'])
  assert.deepEqual(of(Date.now(), { HUBBUB_BACKUPS: 'off' }), ['warning'])
})

test('spans of time are told as people tell them, and paths as a shell takes them', () => {
  assert.deepEqual([0, 3_600_000, 3 * 3_600_000, 7 * day].map(inTime), ['0 min', '60 min', '3 h', '7 days'])
  assert.equal(quoted('/srv/hubbub'), '/srv/hubbub')
  assert.equal(quoted("/srv/ada's data"), `'/srv/ada'\\''s data'`)
})
