import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { configOf } from './config.ts'
import { loadSecrets } from './secrets.ts'

function dataFolder(t: TestContext): string {
  const parent = mkdtempSync(join(tmpdir(), 'hubbub-secrets-'))
  t.after(() => rmSync(parent, { recursive: true }))
  return join(parent, 'data')
}

const modeOf = (path: string) => statSync(path).mode & 0o777

test('the first start makes the master key, for its owner alone', (t) => {
  const folder = dataFolder(t)
  const { master, chatrooms } = loadSecrets(configOf({ HUBBUB_DATA: folder }))
  assert.equal(master.length, 32)
  assert.equal(chatrooms, undefined)
  assert.deepEqual(readdirSync(folder), ['master.key'])
  assert.equal(modeOf(join(folder, 'master.key')), 0o600)
  assert.equal(modeOf(folder), 0o700)
})

test('the next start finds it again and closes it to others', (t) => {
  const folder = dataFolder(t)
  const first = loadSecrets(configOf({ HUBBUB_DATA: folder }))
  chmodSync(join(folder, 'master.key'), 0o644)
  const second = loadSecrets(configOf({ HUBBUB_DATA: folder }))
  assert.deepEqual(Buffer.from(second.master), Buffer.from(first.master))
  assert.equal(modeOf(join(folder, 'master.key')), 0o600)
})

test('two servers have two keys', (t) => {
  const keys = [dataFolder(t), dataFolder(t)].map(
    (folder) => loadSecrets(configOf({ HUBBUB_DATA: folder })).master,
  )
  assert.notDeepEqual(keys[0], keys[1])
})

test('a damaged key is told, never replaced in silence', (t) => {
  const folder = dataFolder(t)
  loadSecrets(configOf({ HUBBUB_DATA: folder }))
  writeFileSync(join(folder, 'master.key'), 'half')
  assert.throws(() => loadSecrets(configOf({ HUBBUB_DATA: folder })), /master\.key is damaged/)
})

test('given secrets are taken as they are and nothing is written', (t) => {
  const folder = dataFolder(t)
  const given = 'a secret of the operator, long enough'
  const config = configOf({ HUBBUB_DATA: folder, HUBBUB_TOKEN_SECRET: given, JWT_SECRET: 'old' })
  const { master, chatrooms } = loadSecrets(config)
  assert.equal(new TextDecoder().decode(master), given)
  assert.equal(new TextDecoder().decode(chatrooms), 'old')
  assert.throws(() => readdirSync(folder), { code: 'ENOENT' })
})
