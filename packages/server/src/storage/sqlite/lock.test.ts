import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { StorageFault } from './fault.ts'
import { dataFiles } from './files.ts'
import { lockFolder } from './lock.ts'
import { openSqlite } from './open.ts'

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-lock-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'data')
}

const inUseBy = (pid: number | undefined) => (failure: unknown) =>
  failure instanceof StorageFault &&
  failure.code === 'storage.folder-in-use' &&
  failure.message.includes(`process ${pid}`)

test('a second store on one folder is refused with the process that has it', async (context) => {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder })
  await assert.rejects(openSqlite({ folder }), inUseBy(process.pid))
  await storage.close()
  await (await openSqlite({ folder })).close()
})

test('a lock that cannot be had for another reason than a server is not laid at a server', (context) => {
  const folder = newFolder(context)
  lockFolder(folder).release()
  const { lock } = dataFiles(folder)
  writeFileSync(lock, 'no database, '.repeat(100))
  assert.throws(() => lockFolder(folder), {
    code: 'storage.not-locked',
    message: `The data folder ${folder} cannot be locked: file is not a database. Make room on its disk, or delete ${lock} while no server runs.`,
  })
})

test('a folder is free again when its process was killed', async (context) => {
  const folder = newFolder(context)
  const holder = spawn(process.execPath, ['--input-type=module', '-e', holding(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  context.after(() => holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  assert.throws(() => lockFolder(folder), inUseBy(holder.pid))
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  lockFolder(folder).release()
})

test('a store that cannot be opened gives the folder back', async (context) => {
  const folder = newFolder(context)
  const storage = await openSqlite({ folder })
  await storage.close()
  const lock = lockFolder(folder)
  await assert.rejects(openSqlite({ folder }), inUseBy(process.pid))
  lock.release()
  await (await openSqlite({ folder })).close()
})

const holding = (folder: string): string => `
  import { lockFolder } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
  lockFolder(${JSON.stringify(folder)})
  console.log('locked')
  setInterval(() => {}, 1_000)
`
