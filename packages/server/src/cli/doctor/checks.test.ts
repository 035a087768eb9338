import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configOf } from '../../config/config.ts'
import { clockFindings } from './checks/clock.ts'
import { descriptorFindings } from './checks/descriptors.ts'
import { fileSystemFinding, roomFindings } from './checks/disk.ts'
import { checkExposure } from './checks/exposure.ts'
import { type Memory, memoryFindings } from './checks/memory.ts'
import { programFindings } from './checks/program.ts'
import { syncFinding } from './checks/sync-time.ts'
import type { Finding } from './finding.ts'

const verdicts = (findings: readonly Finding[]) => findings.map(({ verdict }) => verdict)
const only = (findings: readonly Finding[]): Finding => {
  assert.equal(findings.length, 1)
  return findings[0] as Finding
}

test('an old Node is a fault, and so is an SQLite that damages databases', () => {
  const current = { node: '24.21.0', sqlite: '3.53.4', platform: 'linux' }
  assert.deepEqual(verdicts(programFindings(current)), ['ok'])
  assert.deepEqual(verdicts(programFindings({ ...current, node: '24.17.0' })), ['ok'])
  assert.deepEqual(verdicts(programFindings({ ...current, node: '24.16.9' })), ['fault'])
  assert.deepEqual(verdicts(programFindings({ ...current, node: '20.20.0' })), ['fault'])
  assert.deepEqual(verdicts(programFindings({ ...current, sqlite: '3.51.2' })), ['fault'])
  assert.deepEqual(verdicts(programFindings({ ...current, platform: 'darwin' })), ['warning'])
})

test('open files are held against the sockets that are wanted', () => {
  const of = (hard: number, sockets: number, open?: number) =>
    only(descriptorFindings({ soft: 1_024, hard, open }, sockets)).verdict
  assert.equal(of(65_536, 1_000), 'ok')
  assert.equal(of(1_024, 1_000), 'warning')
  assert.equal(of(1_100, 1_000), 'ok')
  assert.equal(of(200, 1_000), 'fault')
  assert.equal(of(200, 50), 'ok')
  assert.equal(of(Number.POSITIVE_INFINITY, 1_000_000), 'ok')
  assert.equal(of(5_000, 1_000, 4_700), 'warning')
})

test('a disk that is nearly full, or has no inodes left, is told before writes fail', () => {
  const GB = 1_000_000_000
  const roomy = { free: 50 * GB, whole: 100 * GB, inodes: 1_000_000, database: GB }
  const of = (facts: Partial<typeof roomy>) =>
    only(roomFindings('disk space', { ...roomy, ...facts })).verdict
  assert.equal(of({}), 'ok')
  assert.equal(of({ free: GB / 10 }), 'fault')
  assert.equal(of({ free: 1.5 * GB }), 'warning')
  assert.equal(of({ inodes: 10 }), 'fault')
})

test('a disk of the network, of memory or of a container is no place for a database', () => {
  const of = (type: number) => fileSystemFinding(type, '/data').verdict
  assert.equal(of(0xef53), 'ok')
  assert.deepEqual([0x6969, 0xff534d42, 0x01021997, 0x01021994].map(of), ['fault', 'fault', 'fault', 'fault'])
  assert.deepEqual([0x794c7630, 0x65735546].map(of), ['warning', 'warning'])
})

test('a slow sync is told in sends a second, and one that takes no time is not believed', () => {
  const times = (ms: number) => Array.from({ length: 100 }, () => ms)
  assert.equal(syncFinding(times(1)).verdict, 'ok')
  assert.match(
    syncFinding(times(5)).found,
    /5 ms or less.*200 sends a second one after another, 10,000 of fifty/,
  )
  assert.equal(syncFinding(times(30)).verdict, 'warning')
  assert.equal(syncFinding([...times(1), ...times(400).slice(0, 5)]).verdict, 'warning')
  assert.equal(syncFinding(times(500)).verdict, 'fault')
  assert.equal(syncFinding(times(0.001)).verdict, 'warning')
})

test('memory is judged by what this process may have', () => {
  const MB = 1_000_000
  const facts: Omit<Memory, 'limit'> = {
    machine: 8_000 * MB,
    free: 4_000 * MB,
    resident: undefined,
    wanted: 300 * MB,
    sockets: 1_000,
  }
  const of = (limit: number, more: Partial<Memory> = {}) =>
    only(memoryFindings({ limit, ...facts, ...more })).verdict
  assert.equal(of(8_000 * MB), 'ok')
  assert.equal(of(200 * MB), 'fault')
  assert.equal(of(400 * MB), 'warning')
  assert.equal(of(1_000 * MB, { resident: 950 * MB }), 'warning')
  assert.equal(of(8_000 * MB, { free: 100 * MB }), 'warning')
})

test('a clock that is wrong, was set back, jumps or runs free is told', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  const right = { now, newestFile: now - 1_000, jumped: 1, isKept: true }
  const of = (facts: Partial<Parameters<typeof clockFindings>[0]>) =>
    only(clockFindings({ ...right, ...facts })).verdict
  assert.equal(of({}), 'ok')
  assert.equal(of({ isKept: undefined }), 'ok')
  assert.equal(of({ isKept: false }), 'warning')
  assert.equal(of({ jumped: -7_200_000 }), 'warning')
  assert.equal(of({ newestFile: now + 3_600_000 }), 'warning')
  assert.equal(of({ now: 0 }), 'fault')
})

test('what is safe on loopback is told where the world can reach it', () => {
  const of = (environment: Record<string, string>) =>
    checkExposure({ config: configOf(environment), folder: '/data', running: undefined, sockets: 1_000 })
      .filter(({ found }) => !found.includes('runs as root'))
      .filter(({ verdict }) => verdict !== 'ok')
      .map(({ verdict, found }) => `${verdict}: ${found}`)
      .join('\n')
  const abroad = { HUBBUB_HOST: '0.0.0.0' }
  const proxied = { HUBBUB_PUBLIC_URL: 'https://chat.example.org', HUBBUB_TRUSTED_PROXIES: '1' }

  assert.equal(of({}), '')
  assert.equal(of({ HUBBUB_SIGNUP: 'open', HUBBUB_OPEN: 'users-crud' }), '', 'nobody else gets there')
  assert.equal(of(proxied), '')
  assert.match(of(abroad), /^warning: .*0\.0\.0\.0/)
  assert.match(of({ ...abroad, HUBBUB_PUBLIC_URL: 'http://chat.example.org' }), /^fault: .*passwords/)
  assert.match(of({ ...proxied, HUBBUB_TRUSTED_PROXIES: '0' }), /^warning: .*proxy/)
  assert.match(of({ ...proxied, HUBBUB_SIGNUP: 'open' }), /^warning: .*register/)
  assert.match(of({ ...proxied, HUBBUB_GUESTS: 'on' }), /^warning: .*guest/)
  assert.match(of({ ...proxied, HUBBUB_OPEN: 'users-crud' }), /^warning: .*users-crud/)
  assert.match(of({ HUBBUB_ARGON2_MEMORY: '8192' }), /^warning: .*8192 KiB/)
})
