import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { configOf } from '../config/config.ts'
import { refuse } from '../core/refusal.ts'
import { bannerLines } from './banner.ts'
import { faultFor } from './command-fault.ts'
import { readWords } from './run-verb.ts'
import { invite } from './verbs/invite.ts'
import { keyCreate } from './verbs/key-create.ts'

test('a verb takes its own options and the settings of the server', () => {
  const { input, config } = readWords(keyCreate, [
    'robot',
    '--scope',
    'rooms.read',
    '--data',
    '/srv/chat',
    '--scope=admin',
  ])
  assert.deepEqual(input, { args: ['robot'], options: { scope: ['rooms.read', 'admin'] } })
  assert.equal(config.server.folder, '/srv/chat')
})

test('called wrongly, a verb says how', () => {
  for (const words of [['extra'], ['--nope']]) {
    assert.throws(() => readWords(invite, words), {
      exitCode: 2,
      code: 'cli.usage',
      message: /hubbub invite/,
    })
  }
  assert.throws(() => readWords(keyCreate, []), { exitCode: 2, message: /hubbub key create BOT/ })
})

test('a setting that will not do is a fault of the configuration', () => {
  assert.throws(() => readWords(invite, ['--port', 'many']), { exitCode: 78, message: /--port/ })
})

test('scopes are asked for before anything is done', async () => {
  await assert.rejects(
    async () => keyCreate.prepare?.({ args: ['robot'], options: { scope: ['everything'] } }),
    {
      exitCode: 2,
      message: /rooms\.read/,
    },
  )
})

test('what an operator can do something about has an exit code of its own; a bug has none', () => {
  const coded = (code: string) => Object.assign(new Error('words'), { code })
  assert.equal(faultFor(coded('port.in-use'))?.exitCode, 69)
  assert.equal(faultFor(coded('storage.folder-in-use'))?.exitCode, 69)
  assert.equal(faultFor(coded('storage.damaged'))?.exitCode, 1)
  assert.equal(faultFor(new TypeError('bug')), undefined)
  assert.equal(faultFor(coded('ENOENT')), undefined)
})

test('what the system says of files is said with the file and with what to do', async () => {
  const folder = join(tmpdir(), 'no-such-folder')
  const failure = await writeFile(join(folder, 'x'), '').catch((error: unknown) => error)
  const fault = faultFor(failure)
  assert.deepEqual([fault?.exitCode, fault?.code], [1, 'file.ENOENT'])
  assert.equal(
    fault?.message,
    `${join(folder, 'x')} is not there. Make the folder first, or name another place.`,
  )
  const two = Object.assign(new Error('words'), { code: 'ENOSPC', path: '/a', dest: '/b' })
  assert.match(faultFor(two)?.message ?? '', /^\/b cannot be written: the disk is full/)
  assert.equal(
    faultFor(Object.assign(new Error('words'), { code: 'ERR_INVALID_ARG', path: '/a' })),
    undefined,
  )
})

test('a refusal says once what is wrong with what', () => {
  const refusal = refuse('username.invalid', {
    detail: 'The username is too short.',
    errors: [
      { pointer: '/username', detail: 'The username is too short.' },
      { pointer: '/email', detail: 'is no address' },
    ],
  })
  assert.equal(faultFor(refusal)?.message, 'The username is too short.\nemail is no address')
})

const place = { urls: ['http://127.0.0.1:3000'], folder: '/srv/chat', metricsUrl: undefined }
const ready = { setup: undefined, readyMs: 250 }

test('the banner tells address, docs, data, storage, sign-up and who reaches the older APIs', () => {
  const text = bannerLines(configOf(), place, { ...ready, setup: 'http://127.0.0.1:3000/c/setup#x' }).join(
    '\n',
  )
  for (const words of [
    /ready in 250 ms/,
    /address +http:\/\/127\.0\.0\.1:3000$/m,
    /docs +http:\/\/127\.0\.0\.1:3000\/docs$/m,
    /data +\/srv\/chat$/m,
    /storage +SQLite/,
    /sign-up +by invitation/,
    /older APIs +open, as this machine alone reaches it; what a proxy passes on needs a key$/m,
    /first owner +http:\/\/127\.0\.0\.1:3000\/c\/setup#x$/m,
  ]) {
    assert.match(text, words)
  }
  assert.doesNotMatch(text, /Other machines/)
})

test('the banner shows every port', () => {
  const urls = [3000, 5000, 8000].map((port) => `http://127.0.0.1:${port}`)
  const text = bannerLines(configOf({ HUBBUB_PORT: '3000,5000,8000' }), { ...place, urls }, ready).join('\n')
  assert.match(
    text,
    /address +http:\/\/127\.0\.0\.1:3000 {2}http:\/\/127\.0\.0\.1:5000 {2}http:\/\/127\.0\.0\.1:8000$/m,
  )
})

test('the banner says when others can reach the server, and that the older APIs want a key then', () => {
  for (const environment of [{ HUBBUB_HOST: '0.0.0.0' }, { HUBBUB_PUBLIC_URL: 'https://chat.example.org' }]) {
    const text = bannerLines(configOf(environment), place, ready).join('\n')
    assert.match(text, /Other machines can reach this server/)
    assert.match(text, /older APIs +with a key: users-crud, event-bus, user-accounts$/m)
    assert.match(
      text,
      /^ +own sign-in: lobby-chat \(closed: guests are off\), chatrooms \(no registration: sign-up is not open\)$/m,
    )
  }
})

test('the banner names the older APIs that were opened, and how newcomers get into the others', () => {
  const text = (environment: Record<string, string>) =>
    bannerLines(configOf({ HUBBUB_HOST: '0.0.0.0', ...environment }), place, ready).join('\n')
  const some = text({ HUBBUB_OPEN: 'event-bus,lobby-chat', HUBBUB_SIGNUP: 'open' })
  assert.match(some, /older APIs +open: event-bus, lobby-chat$/m)
  assert.match(some, /^ +with a key: users-crud, user-accounts$/m)
  assert.match(some, /^ +own sign-in: chatrooms$/m)
  const all = text({ HUBBUB_OPEN: 'users-crud,event-bus,lobby-chat,user-accounts,chatrooms' })
  assert.match(all, /older APIs +open: users-crud, event-bus, lobby-chat, user-accounts, chatrooms$/m)
  assert.doesNotMatch(all, /with a key|own sign-in/)
  const guests = text({ HUBBUB_GUESTS: 'on' })
  assert.match(guests, /own sign-in: lobby-chat, chatrooms \(no registration/)
})
