import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { compose, type Instance } from '../compose.ts'
import { configOf } from '../config/config.ts'
import { askRunning } from './control-client.ts'
import { startControlServer } from './control-server.ts'
import { controlPath } from './control-socket.ts'

async function running(t: TestContext, change: (instance: Instance) => Instance = (same) => same) {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-control-'))
  const server = await compose(
    configOf({
      HUBBUB_PORT: '0',
      HUBBUB_METRICS_PORT: 'off',
      HUBBUB_LOG_LEVEL: 'silent',
      HUBBUB_TOKEN_SECRET: 'a secret of the tests that nobody else knows',
      HUBBUB_ARGON2_MEMORY: '8192',
    }),
    { inMemory: true },
  )
  const reported: unknown[] = []
  const stop = await startControlServer(change(server), folder, (error) => reported.push(error))
  t.after(async () => {
    await stop()
    await server.stop()
    rmSync(folder, { recursive: true })
  })
  return { folder, reported, stop, url: server.urls[0] ?? '' }
}

const nothing = { args: [], options: {} }

test('a verb is carried out by the running server', async (t) => {
  const { folder, url } = await running(t)
  const answer = await askRunning(folder, 'setup-link', nothing)
  assert.ok(answer?.ok)
  assert.ok(answer.lines[0]?.startsWith(`${url}/c/setup#`), 'the link names the address it listens on')
})

test('who is made on the command line can sign in, and set-up is over', async (t) => {
  const { folder, url } = await running(t)
  const options = { role: 'owner', password: 'a long walk to the harbour' }
  const made = await askRunning(folder, 'admin create', { args: ['ada'], options })
  assert.deepEqual(made, { ok: true, lines: ['ada is an owner now and can sign in.'] })
  const signedIn = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'ada', password: options.password }),
  })
  assert.equal(signedIn.status, 201)
  const again = await askRunning(folder, 'setup-link', nothing)
  assert.deepEqual(again, { ok: false, message: 'The server is already set up', code: 'setup.done' })
})

test('who only looks whether a server runs is no failure', async (t) => {
  const { folder, reported } = await running(t)
  const socket = connect(controlPath(folder))
  socket.end()
  assert.equal(await text(socket), '')
  assert.deepEqual(reported, [])
})

test('a key made on the command line opens what its scopes say', async (t) => {
  const { folder, url } = await running(t)
  const answer = await askRunning(folder, 'key create', {
    args: ['robot'],
    options: { scope: ['rooms.read'] },
  })
  assert.ok(answer?.ok)
  const headers = { 'x-api-key': answer.lines[0] ?? '' }
  assert.equal((await fetch(`${url}/v1/rooms`, { headers })).status, 200)
  assert.equal((await fetch(`${url}/v1/directory`, { headers })).status, 403)
})

test('a refusal comes back in words, and says what was wrong', async (t) => {
  const { folder, reported } = await running(t)
  const options = { role: 'owner', password: 'short' }
  const weak = await askRunning(folder, 'admin create', { args: ['ada'], options })
  assert.ok(weak && !weak.ok)
  assert.equal(weak.code, 'password.weak')
  assert.deepEqual(reported, [])
})

test('a backup that is there already, or has no folder, is a fault in words and no failure', async (t) => {
  const { folder, reported } = await running(t, (instance) => ({
    ...instance,
    async backup(path) {
      await mkdir(path)
    },
  }))
  const place = join(folder, 'here')
  assert.equal((await askRunning(folder, 'backup', { args: [place], options: {} }))?.ok, true)
  const again = await askRunning(folder, 'backup', { args: [place], options: {} })
  assert.deepEqual(again, {
    ok: false,
    message: `${place} is something else already. Name another place.`,
    code: 'file.EEXIST',
  })
  assert.deepEqual(reported, [])
})

test('a failure is reported where the server logs', async (t) => {
  const failing = (instance: Instance) => ({
    ...instance,
    backup: () => Promise.reject(new Error('disk on fire')),
  })
  const { folder, reported } = await running(t, failing)
  const answer = await askRunning(folder, 'backup', { args: ['/x'], options: {} })
  assert.deepEqual(answer, { ok: false, message: 'disk on fire', code: 'internal' })
  assert.equal(reported.length, 1)
})

test('what is no question is answered or cut, and the server goes on', async (t) => {
  const { folder } = await running(t)
  const say = async (bytes: string): Promise<string> => {
    const socket = connect({ path: controlPath(folder), allowHalfOpen: true })
    socket.on('error', () => {})
    socket.end(bytes)
    return text(socket).catch(() => '')
  }
  assert.match(await say('nonsense'), /"ok":false/)
  assert.match(await say('{"verb":"__proto__","input":{}}'), /cli\.unknown-verb/)
  assert.match(await say('{"verb":"admin create"}'), /"ok":false/)
  assert.equal(await say(`"${'x'.repeat(100_000)}"`), '')
  assert.ok((await askRunning(folder, 'invite', nothing))?.ok)
})

test('the socket file is its owner’s alone, and gone after the stop', async (t) => {
  const { folder, stop } = await running(t)
  const path = join(folder, 'control.sock')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  await stop()
  assert.equal(existsSync(path), false)
})

test('where no server runs there is no answer, also when one was killed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-control-'))
  t.after(() => rmSync(folder, { recursive: true }))
  assert.equal(await askRunning(folder, 'invite', nothing), undefined)
  const { folder: other, stop } = await running(t)
  await stop()
  writeFileSync(join(other, 'control.sock'), '')
  assert.equal(await askRunning(other, 'invite', nothing), undefined)
})
