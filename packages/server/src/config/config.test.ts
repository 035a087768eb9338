import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limits } from '@hubbub/protocol'
import { configOf, resolveConfig } from './config.ts'
import { flagOf } from './setting.ts'
import { allSettings } from './settings.ts'
import type { Sources } from './sources.ts'

function faultsOf(sources: Sources): readonly string[] {
  const resolved = resolveConfig(sources)
  assert.equal(resolved.ok, false)
  return resolved.faults
}

function configFrom(sources: Sources) {
  const resolved = resolveConfig(sources)
  if (!resolved.ok) assert.fail(resolved.faults.join('\n'))
  return resolved
}

test('with nothing chosen the server is private to this machine and closed to strangers', () => {
  const config = configOf()
  assert.equal(config.network.host, '127.0.0.1')
  assert.deepEqual(config.network.ports, [3000])
  assert.equal(config.server.folder, './hubbub-data')
  assert.equal(config.accounts.signup, 'invite')
  assert.equal(config.accounts.guests, false)
  assert.deepEqual(config.contracts.open, [])
  assert.deepEqual(config.chosen, [])
})

test('flags stand over the environment, that over .env, that over the file', () => {
  const file = { port: 1, host: 'file', data: 'file', name: 'file' }
  const dotEnv = { HUBBUB_PORT: '2', HUBBUB_HOST: 'dot-env', HUBBUB_DATA: 'dot-env' }
  const environment = { HUBBUB_PORT: '3', HUBBUB_HOST: 'environment' }
  const { config } = configFrom({ args: ['--port', '4'], environment, dotEnv, file })
  assert.deepEqual(config.network.ports, [4])
  assert.equal(config.network.host, 'environment')
  assert.equal(config.server.folder, 'dot-env')
  assert.equal(config.server.name, 'file')
  assert.deepEqual(config.chosen, ['HUBBUB_HOST', 'HUBBUB_PORT', 'HUBBUB_NAME', 'HUBBUB_DATA'])
})

test('every setting has a flag, and the flag gives the value that the variable gives', () => {
  for (const { group, key, setting } of allSettings) {
    const text =
      setting.default === null
        ? 'https://chat-of-ada-and-ben.example.org'
        : setting.kind.show(setting.default)
    if (text === '') continue
    const { config: flagged } = configFrom({ args: [`--${flagOf(setting.env)}=${text}`] })
    const { config: variable } = configFrom({ environment: { [setting.env]: text } })
    const values = [flagged, variable].map((config) => (config[group] as Record<string, unknown>)[key])
    assert.deepEqual(values[0], values[1], setting.env)
    assert.deepEqual(flagged.chosen, [setting.env])
  }
})

test('a default, written out, reads back as itself', () => {
  for (const { setting } of allSettings) {
    if (setting.default === null) continue
    assert.deepEqual(setting.kind.parse(setting.kind.show(setting.default)), setting.default, setting.env)
  }
})

test('no two settings share a name', () => {
  const names = allSettings.flatMap(({ setting }) => [setting.env, ...setting.also])
  assert.deepEqual(names, [...new Set(names)])
})

test('flags may be repeated for lists, stand alone for switches, and be negated', () => {
  const { config } = configFrom({
    args: ['--port', '3000', '--port=3001', '--guests', '--no-backups', '--open', 'event-bus,lobby-chat'],
  })
  assert.deepEqual(config.network.ports, [3000, 3001])
  assert.equal(config.accounts.guests, true)
  assert.equal(config.backups.enabled, false)
  assert.deepEqual(config.contracts.open, ['event-bus', 'lobby-chat'])
})

test('a switch takes a following word only when it is one of its own', () => {
  const { config } = configFrom({ args: ['--guests', 'off', '--name', 'Ada and friends'] })
  assert.equal(config.accounts.guests, false)
  assert.equal(config.server.name, 'Ada and friends')
})

test('all faults are told at once, each with its place and what would do', () => {
  const faults = faultsOf({
    args: ['--prot', '4000', '--signup', 'everyone'],
    environment: { HUBBUB_GUEST: 'on', HUBBUB_LIMIT_BODY: 'big' },
    dotEnv: { HUBBUB_LOG_LEVEL: 'loud' },
    file: { host: { a: 1 }, hots: '0.0.0.0' },
  })
  assert.deepEqual(faults, [
    '--prot is not a setting. Did you mean --port?',
    'HUBBUB_GUEST is not a setting. Did you mean HUBBUB_GUESTS?',
    '"host" in hubbub.config.json must be a text.',
    '"hots" in hubbub.config.json is not a setting. Did you mean host?',
    '--signup: "everyone" will not do; it must be open, invite or closed.',
    'HUBBUB_LIMIT_BODY: "big" will not do; it must be a size from 1KB to 1GB, such as 64KB or 1MB.',
    'HUBBUB_LOG_LEVEL in .env: "loud" will not do; it must be trace, debug, info, warn, error, fatal or silent.',
  ])
})

test('the rate that clients of the older APIs may count on cannot be lowered, and the fault says why', () => {
  assert.deepEqual(faultsOf({ environment: { HUBBUB_RATE_REQUESTS: '99' } }), [
    'HUBBUB_RATE_REQUESTS: "99" will not do; it must be a whole number from 100 to 1000000: ' +
      'clients of the older APIs may count on 100 a second.',
  ])
  assert.equal(configOf({ HUBBUB_RATE_REQUESTS: '100' }).rates.requestsPerSecond, 100)
})

test('a flag without its value, a stray word and a doubled flag are faults', () => {
  assert.match(faultsOf({ args: ['--port'] })[0] ?? '', /^--port needs a value: /)
  assert.match(faultsOf({ args: ['--port', '--guests'] })[0] ?? '', /^--port needs a value: /)
  assert.match(faultsOf({ args: ['4000'] })[0] ?? '', /^"4000" is not understood/)
  assert.deepEqual(faultsOf({ args: ['--host', 'a', '--host', 'b'] }), [
    '--host is given twice; give it once.',
  ])
})

test('settings that contradict one another are faults', () => {
  assert.match(
    faultsOf({ environment: { HUBBUB_REFRESH_TOKEN_LIFETIME: '5m' } })[0] ?? '',
    /must be longer than/,
  )
  assert.match(
    faultsOf({ environment: { HUBBUB_LIMIT_FRAME: '64KB' } })[0] ?? '',
    /must be 131072 bytes or more/,
  )
  assert.deepEqual(faultsOf({ args: ['--port', '3000', '--port', '5000,3000'] }), [
    'HUBBUB_PORT: 3000 is there twice; a port is opened once.',
  ])
})

test('the ports of all the older services can be given at once, in every way', () => {
  const ports = [3000, 5000, 8000]
  for (const sources of [
    { args: ['--port', '3000', '--port', '5000', '--port=8000'] },
    { args: ['--port', '3000,5000,8000'] },
    { environment: { HUBBUB_PORT: '3000,5000,8000' } },
    { environment: { PORT: '3000, 5000, 8000' } },
    { dotEnv: { HUBBUB_PORT: '3000,5000,8000' } },
    { file: { port: ports } },
  ]) {
    assert.deepEqual(configFrom(sources).config.network.ports, ports)
  }
})

test('a secret that is too short is refused without being shown', () => {
  const faults = faultsOf({ environment: { HUBBUB_TOKEN_SECRET: 'hunter2' } })
  assert.equal(faults.length, 1)
  assert.doesNotMatch(faults[0] ?? '', /hunter2/)
})

test('nobody can change the configuration while the server runs', () => {
  const config = configOf()
  assert.throws(() => Object.assign(config.accounts, { signup: 'open' }), TypeError)
  assert.throws(() => Object.assign(config, { accounts: {} }), TypeError)
  assert.throws(() => (config.network.ports as number[]).push(1), TypeError)
})

test('an empty variable counts as not set', () => {
  assert.deepEqual(configOf({ PORT: '', HUBBUB_HOST: '' }).chosen, [])
})

test('the names of the older services are understood', () => {
  const config = configOf({
    PORT: '8000',
    JWT_SECRET: 'shared with old clients',
    JWT_ALGO: 'hs512',
    RATELIMIT_ENABLED: 'False',
    RATELIMIT_HEADERS_ENABLED: 'True',
  })
  assert.deepEqual(config.network.ports, [8000])
  assert.equal(config.contracts.chatroomsSecret, 'shared with old clients')
  assert.equal(config.contracts.chatroomsAlgorithm, 'HS512')
  assert.equal(config.contracts.userAccountsLimited, false)
  assert.equal(config.contracts.userAccountsHeaders, true)
  assert.match(faultsOf({ environment: { JWT_ALGO: 'none' } })[0] ?? '', /^JWT_ALGO: "none" will not do/)
})

test('GUNICORN_BIND sets host and port, unless they are set by our own names', () => {
  const { network } = configOf({ GUNICORN_BIND: '0.0.0.0:5000', HUBBUB_PORT: '4000' })
  assert.equal(network.host, '0.0.0.0')
  assert.deepEqual(network.ports, [4000])
  assert.equal(configOf({ GUNICORN_BIND: '[::1]:5000' }).network.host, '::1')
  assert.match(faultsOf({ environment: { GUNICORN_BIND: 'unix:/run/users.sock' } })[0] ?? '', /GUNICORN_BIND/)
})

test('MongoDB variables are answered with what they did and what to do now', () => {
  const environment = {
    MONGODB_URI: 'mongodb://ada:hunter2@db',
    MONGO_URI: 'm',
    DB_URI: 'm',
    MONGODB_DBNAME: 'm',
  }
  const { notes } = configFrom({ environment, dotEnv: { MONGO_URI: 'm' } })
  assert.deepEqual(
    notes.map((note) => note.split(' ')[0]),
    ['MONGODB_URI', 'MONGODB_DBNAME', 'MONGO_URI', 'DB_URI'],
  )
  assert.match(notes[0] ?? '', /HUBBUB_DATA/)
  assert.doesNotMatch(notes.join(), /hunter2/)
})

test('an operator can lower what the contract allows, never raise it', () => {
  const refuses = (env: string, bytes: number) =>
    faultsOf({ environment: { [env]: String(bytes + 1) } }).length
  assert.equal(refuses('HUBBUB_LIMIT_MESSAGE', limits.messageBytes), 1)
  assert.equal(refuses('HUBBUB_LIMIT_DOCUMENT', limits.documentBytes), 1)
  assert.equal(configOf().limits.messageBytes, limits.messageBytes)
  assert.equal(configOf().limits.documentBytes, limits.documentBytes)
})
