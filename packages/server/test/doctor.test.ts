import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, readFileSync, statfsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { dataFolder, runToEnd, startProcess } from './process-world.ts'

interface Report {
  faults: number
  warnings: number
  findings: { check: string; verdict: string; found: string; remedy?: string }[]
}

const doctor = (folder: string, ...args: string[]) =>
  runToEnd('cli/cli.ts', ['doctor', '--data', folder, ...args], {
    environment: { HUBBUB_TOKEN_SECRET: secret },
  })
const secret = 'a secret that nobody but the server may ever see'

const findingOf = ({ findings }: Report, check: string) => findings.find((one) => one.check === check)

/** Whoever has temporary files in memory has a fault there, rightly. */
const codeIn = (folder: string): number => (statfsSync(folder).type === 0x01021994 ? 1 : 0)

/** Names, sizes, rights and times of everything below a folder. */
function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { mode, size, mtimeMs, uid } = lstatSync(join(folder, name))
    return [name, mode, size, mtimeMs, uid].join(' ')
  })
}

test('the doctor looks at a stopped server, changes nothing and tells no secret', async (t) => {
  const folder = dataFolder(t)
  chmodSync(folder, 0o700)
  assert.equal(await (await startProcess(t, folder)).end('SIGTERM'), 0)
  const before = stateOf(folder)
  assert.ok(before.some((line) => line.startsWith('hubbub.db ')))

  const { code, stdout, stderr } = await doctor(folder)

  assert.equal(code, codeIn(folder), stdout + stderr)
  for (const check of ['node', 'settings', 'data folder', 'file system', 'disk space', 'sync time'])
    assert.match(stdout, new RegExp(`^(ok|WARNING) +${check} `, 'm'))
  assert.match(stdout, /^ok +server +does not run/m)
  assert.match(stdout, /^ok +database .*quick_check/m)
  assert.match(stdout, /^\d faults?, \d warnings?\.$|^Nothing to do\.$/m)
  assert.ok(!(stdout + stderr).includes(secret))
  assert.ok(!stdout.includes(readFileSync(join(folder, 'master.key'), 'utf8').trim()))
  assert.deepEqual(stateOf(folder), before)
})

test('beside a running server it names the process, and programs get JSON', async (t) => {
  const folder = dataFolder(t)
  const { child, url } = await startProcess(t, folder)
  const { code, stdout } = await doctor(folder, '--json')
  const report = JSON.parse(stdout) as Report

  assert.equal(code, codeIn(folder), stdout)
  assert.equal(findingOf(report, 'server')?.found, `runs as process ${child.pid}`)
  assert.match(findingOf(report, 'descriptors')?.found ?? '', /are open now$/)
  assert.equal(findingOf(report, 'database')?.verdict, 'ok')
  assert.equal(report.faults, codeIn(folder))
  assert.equal(report.warnings, report.findings.filter(({ verdict }) => verdict === 'warning').length)
  assert.ok(report.findings.every(({ verdict, remedy }) => (verdict === 'ok') === (remedy === undefined)))
  assert.equal((await fetch(`${url}/livez`)).status, 200, 'the server goes on')
})

test('a fault ends with exit code 1, and says what to do', async (t) => {
  const folder = dataFolder(t)
  await (await startProcess(t, folder)).end('SIGTERM')
  truncateSync(join(folder, 'hubbub.db'), 8_192)
  const { code, stdout, stderr } = await doctor(folder)
  assert.equal(code, 1)
  assert.match(stdout, /^FAULT +database .*\n +→ .*hubbub restore/m)
  assert.match(stderr, /doctor\.faults/)
})

test('too few open files are a fault', (t) => {
  const cli = fileURLToPath(new URL('../src/cli/cli.ts', import.meta.url))
  const line = `ulimit -n 200; exec "${process.execPath}" "${cli}" doctor --json --data "${dataFolder(t)}"`
  const { PATH } = process.env
  const { status, stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env: { PATH } })
  assert.equal(status, 1)
  const found = findingOf(JSON.parse(stdout) as Report, 'descriptors')
  assert.equal(found?.verdict, 'fault')
  assert.match(found?.remedy ?? '', /LimitNOFILE=65536/)
})

test('settings that will not do are found, and the rest is looked at all the same', async (t) => {
  const folder = dataFolder(t)
  const { code, stdout } = await doctor(folder, '--json', '--port', 'many')
  const report = JSON.parse(stdout) as Report
  assert.equal(code, 1)
  assert.match(report.findings[0]?.found ?? '', /--port.*many/)
  assert.ok(findingOf(report, 'memory'))

  const wrong = await doctor(folder, '--sockets', 'few')
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /--sockets takes a whole number/)
})
