import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { completedLock, missingPlatformPackages } from '../../../scripts/workspace/lock-file.mjs'
import { repository } from './guards/source-tree.ts'

const RUN = pathToFileURL(`${repository}/scripts/workspace/run.mjs`).href

/** A launcher as scripts/start.mjs is one, around a program of a few lines. */
function launch(program: string) {
  const launcher = `
    const { runInTerminal } = await import(${JSON.stringify(RUN)})
    process.exitCode = await runInTerminal(process.execPath, ['-e', ${JSON.stringify(program)}])`
  const args = ['--input-type=module', '-e', launcher]
  // 'close' comes when the output has ended too, which the server holds as well.
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.setEncoding('utf8')
  return { child, said: child.stdout, ended: once(child, 'close') }
}

test('a Ctrl-C that arrives twice at the launcher arrives once at the server, and its exit code is passed on', async () => {
  const { child, said, ended } = launch(`
    let heard = 0
    process.on('SIGINT', () => { if (heard++ === 0) setTimeout(() => process.exit(40 + heard), 100) })
    console.log('ready'); setInterval(() => {}, 1000)`)
  await once(said, 'data')
  child.kill('SIGINT')
  child.kill('SIGINT')
  assert.deepEqual(await ended, [41, null])
})

test('a server that is killed ends the launcher with the code shells give', async () => {
  const { ended } = launch("process.kill(process.pid, 'SIGKILL')")
  assert.deepEqual(await ended, [137, null])
})

test('a launcher that is killed takes the server with it', {
  skip: process.platform !== 'linux',
}, async () => {
  const { child, said, ended } = launch("console.log('ready'); setInterval(() => {}, 1000)")
  await once(said, 'data')
  child.kill('SIGKILL')
  // A server that lives on holds the output, and this waits for ever.
  assert.deepEqual(await ended, [null, 'SIGKILL'])
})

test('packages of other platforms that npm left out of the lock file are written from what wants them', () => {
  const entry = (version: string) => ({ version, optional: true, dev: true })
  const tool = {
    version: '1.0.0',
    dev: true,
    optionalDependencies: {
      'tool-linux-x64': '1.0.0',
      'tool-linux-arm64-musl': '1.0.0',
      'tool-win32-ia32': '1.0.0',
    },
  }
  const lock = { packages: { 'node_modules/tool': tool, 'node_modules/tool-linux-x64': entry('1.0.0') } }
  assert.deepEqual(
    missingPlatformPackages(lock).map(({ name }) => name),
    ['tool-linux-arm64-musl', 'tool-win32-ia32'],
  )
  const { packages } = completedLock(lock)
  assert.deepEqual(packages['node_modules/tool-linux-arm64-musl'], {
    ...entry('1.0.0'),
    cpu: ['arm64'],
    os: ['linux'],
    libc: ['musl'],
  })
  assert.deepEqual(packages['node_modules/tool-win32-ia32'], {
    ...entry('1.0.0'),
    cpu: ['ia32'],
    os: ['win32'],
  })
  assert.deepEqual(missingPlatformPackages({ packages }), [])
})
