import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { resolveConfig } from './config.ts'
import { readSources } from './env.ts'

function folderWith(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

test('.env and hubbub.config.json are read from the working folder', (t) => {
  const folder = folderWith(t, {
    '.env': '# ours\nHUBBUB_NAME="Ada\'s server"\nexport HUBBUB_GUESTS=on\nUNRELATED=1\n',
    'hubbub.config.json': '{"signup": "open", "allowedOrigins": ["https://a.example", "https://b.example"]}',
  })
  const resolved = resolveConfig({ ...readSources([], folder), environment: {} })
  assert.ok(resolved.ok)
  assert.equal(resolved.config.server.name, "Ada's server")
  assert.equal(resolved.config.accounts.guests, true)
  assert.equal(resolved.config.accounts.signup, 'open')
  assert.deepEqual(resolved.config.network.allowedOrigins, ['https://a.example', 'https://b.example'])
})

test('a folder without either is no fault', (t) => {
  const sources = readSources([], folderWith(t, {}))
  assert.deepEqual(sources.faults, [])
})

test('a broken hubbub.config.json is a fault that names it', (t) => {
  const broken = readSources([], folderWith(t, { 'hubbub.config.json': '{port: 3000}' }))
  assert.match(broken.faults?.[0] ?? '', /^hubbub\.config\.json is not JSON: /)
  const list = readSources([], folderWith(t, { 'hubbub.config.json': '[]' }))
  assert.match(list.faults?.[0] ?? '', /^hubbub\.config\.json must hold one JSON object/)
})

test('a secret can be read from a file, under its older name too', (t) => {
  const folder = folderWith(t, { jwt: 'from a file\n' })
  writeFileSync(join(folder, '.env'), `JWT_SECRET_FILE=${join(folder, 'jwt')}\n`)
  const resolved = resolveConfig({ ...readSources([], folder), environment: {} })
  assert.ok(resolved.ok)
  assert.equal(resolved.config.contracts.chatroomsSecret, 'from a file')
})

test('a secret file that is missing, empty or doubled by a variable is a fault', (t) => {
  const folder = folderWith(t, { empty: '\n', full: 'x'.repeat(40) })
  const faultsWith = (line: string) => {
    writeFileSync(join(folder, '.env'), line)
    return readSources([], folder).faults?.join()
  }
  assert.match(faultsWith(`HUBBUB_TOKEN_SECRET_FILE=${folder}/none`) ?? '', /none cannot be read \(ENOENT\)/)
  assert.match(faultsWith(`HUBBUB_TOKEN_SECRET_FILE=${folder}/empty`) ?? '', /empty is empty/)
  const both = `HUBBUB_TOKEN_SECRET_FILE=${folder}/full\nHUBBUB_TOKEN_SECRET=${'y'.repeat(40)}`
  assert.match(faultsWith(both) ?? '', /are both set; keep one/)
})
