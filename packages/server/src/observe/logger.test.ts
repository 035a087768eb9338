import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configOf } from '../config/config.ts'
import { createLogs, type Logs } from './logger.ts'

function logsInto(lines: string[], environment: Record<string, string> = {}): Logs {
  const output = { write: (line: string) => void lines.push(line), terminal: false, colour: false }
  return createLogs(configOf(environment).observability, output)
}

test('each line is JSON with its area, and ids where they were given', () => {
  const lines: string[] = []
  logsInto(lines).realtime.info({ account: 'ada', reason: 'transport close' }, 'disconnected')
  const entry = JSON.parse(lines[0] ?? '')
  assert.equal(entry.area, 'realtime')
  assert.equal(entry.account, 'ada')
  assert.equal(entry.msg, 'disconnected')
  assert.equal(entry.level, 30)
})

test('what is called a secret is not logged, at any depth, in lists and in errors', () => {
  const lines: string[] = []
  const { http } = logsInto(lines)
  const secret = 'hunter2'
  http.info(
    { password: secret, request: { headers: { Authorization: `Bearer ${secret}`, 'set-cookie': [secret] } } },
    'a',
  )
  http.info(
    { list: [{ refreshToken: secret, apiKey: secret }], nested: { a: { clientSecret: { b: secret } } } },
    'b',
  )
  http.error({ err: Object.assign(new Error('refused'), { config: { token: secret } }) }, 'c')
  http.info({ tokenSeconds: 900, user: 'ada' }, 'd')
  assert.equal(lines.length, 4)
  assert.doesNotMatch(lines.join(''), /hunter2/)
  assert.match(lines[2] ?? '', /"message":"refused"/)
  assert.match(lines[3] ?? '', /"tokenSeconds":900,"user":"ada"/)
})

test('a structure that never ends is cut, not followed', () => {
  const lines: string[] = []
  const round: Record<string, unknown> = { name: 'round' }
  round['self'] = round
  logsInto(lines).server.info({ round }, 'logged')
  assert.match(lines[0] ?? '', /\[deeper\]/)
})

test('lines for people stand on one line, whatever somebody named himself', () => {
  const lines: string[] = []
  const { accounts } = logsInto(lines, { HUBBUB_LOG_FORMAT: 'line' })
  accounts.warn({ name: 'ben\u001b[2J\nforged', account: '65f1' }, 'sign-in\nrefused')
  assert.equal(lines.length, 1)
  assert.match(
    lines[0] ?? '',
    /^\d\d:\d\d:\d\d warn  accounts  sign-in refused name="ben\\u001b\[2J\\nforged" account=65f1\n$/,
  )
})

test('an error in lines for people brings its stack', () => {
  const lines: string[] = []
  const { storage } = logsInto(lines, { HUBBUB_LOG_FORMAT: 'line' })
  storage.error({ err: new Error('disk full') }, 'commit failed')
  assert.match(lines[0] ?? '', /commit failed\n {4}Error: disk full\n {8}at /)
})

test('less than the chosen level is not logged', () => {
  const lines: string[] = []
  const { server } = logsInto(lines, { HUBBUB_LOG_LEVEL: 'warn' })
  server.info('one')
  server.warn('two')
  assert.equal(lines.length, 1)
})
