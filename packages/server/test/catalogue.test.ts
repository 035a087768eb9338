import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, type CommandName, commands, errors, events, scopes } from '@hubbub/protocol'
import { test } from 'node:test'
import { accountUseCases } from '../src/core/accounts/use-cases.ts'
import { documentUseCases } from '../src/core/documents/use-cases.ts'
import { feedUseCases } from '../src/core/feeds/use-cases.ts'
import { messageUseCases } from '../src/core/messages/use-cases.ts'
import { presenceUseCases } from '../src/core/presence/use-cases.ts'
import { roomUseCases } from '../src/core/rooms/use-cases.ts'
import { generalErrors, httpErrors } from '../src/http/documents/catalogue-facts.ts'
import { commandsAskedIn } from './guards/asked-commands.ts'
import { filesBelow, parseSource, repository, type SourceFile } from './guards/source-tree.ts'

const names = Object.keys(commands) as CommandName[]
const all: readonly Command[] = names.map((name) => commands[name])

function textsOf(folders: readonly string[], wanted: (path: string) => boolean): string {
  return folders
    .flatMap((folder) => filesBelow(repository, folder))
    .filter(wanted)
    .map((path) => readFileSync(join(repository, path), 'utf8'))
    .join('\n')
}

const isTest = (path: string): boolean => /\.test\.tsx?$|\/(?:contract|test)\/.*\.ts$/.test(path)

/** Where commands are asked, but for the story in which each is asked. */
function testSources(): SourceFile[] {
  return ['packages/server/src', 'packages/server/test', 'packages/client']
    .flatMap((folder) => filesBelow(repository, folder))
    .filter((path) => isTest(path) && !path.endsWith('/every-command.ts'))
    .map((path) => parseSource(path, readFileSync(join(repository, path), 'utf8')))
}

test('every command has a name, a doc line, a permission and a rule in words', () => {
  for (const [place, command] of all.entries()) {
    const { name, summary, rule, access, scope, since } = command
    assert.equal(name, names[place], 'the key and the name are the same')
    assert.match(name, /^[a-z]+\.[a-zA-Z]+$/)
    assert.match(summary, /^[A-Z].*\.$/, `${name}: the summary is a sentence`)
    assert.match(rule, /^[A-Z].*\.$/, `${name}: the rule is a sentence`)
    assert.ok(['anyone', 'account', 'person', 'admin'].includes(access), name)
    assert.ok(scope === 'none' || scopes.includes(scope), name)
    assert.match(since, /^\d+\.\d+$/, name)
  }
})

test('every command has a file of its own, and every file its command', () => {
  const folder = join(repository, 'packages/protocol/src/commands')
  assert.equal(readdirSync(folder).filter((name) => !name.endsWith('.test.ts')).length, names.length)
})

test('every command has one use case', () => {
  const maps = [
    accountUseCases,
    roomUseCases,
    messageUseCases,
    documentUseCases,
    feedUseCases,
    presenceUseCases,
  ]
  const made = maps.flatMap((map) => Object.keys(map))
  assert.deepEqual(made.sort(), [...names].sort())
})

test('no two commands share a route, nor routes that a path could both mean', () => {
  const routes = all.flatMap(({ http }) =>
    http ? [`${http.method} ${http.path.replace(/:\w+/g, ':')}`] : [],
  )
  assert.equal(new Set(routes).size, routes.length)
})

test('inputs are closed: what is not known is refused', () => {
  for (const { name, input } of all) {
    assert.equal((input as { additionalProperties?: unknown }).additionalProperties, false, name)
  }
})

test('who may ask and what a key needs fit together', () => {
  for (const { name, access, scope } of all) {
    if (access === 'anyone') assert.equal(scope, 'none', `${name}: anyone needs no key`)
  }
})

test('every command is asked by a test of its own, beside the story that asks them all', () => {
  const asked = new Set(testSources().flatMap(commandsAskedIn))
  assert.deepEqual(
    names.filter((name) => !asked.has(name)),
    [],
  )
})

test('a command that is only named is not asked', () => {
  const text = `
    // await ada.ask('room.join', {})
    const all: CommandName[] = ['room.list', 'room.get']
    test('room.create', () => expectTypes<'room.leave'>())
    await ada.ask('room.browse', { search: 'room.update' })
    await refused(ben, "room.delete")`
  assert.deepEqual(commandsAskedIn(parseSource('forged.test.ts', text)), ['room.browse', 'room.delete'])
})

test('every error of a command is in the catalogue, once', () => {
  for (const { name, errors: own } of all) {
    assert.equal(new Set(own).size, own.length, name)
    for (const code of own) assert.ok(Object.hasOwn(errors, code), `${name}: ${code}`)
  }
})

test('every error code is used somewhere, and each that an answer can have is told of', () => {
  const sources = textsOf(['packages/server/src', 'packages/protocol/src/commands'], (path) => !isTest(path))
  for (const code of Object.keys(errors)) {
    assert.ok(sources.includes(`'${code}'`), `${code} is never used: keep it out, or list it as retired`)
  }
  const told = new Set(all.flatMap((command) => [...generalErrors(command), ...httpErrors(command)]))
  const outside = [
    'request.method',
    'request.not-found',
    'request.unknown-command',
    'feed.too-many',
    'connection.too-many',
  ]
  const untold = Object.keys(errors).filter((code) => !told.has(code as never) && !outside.includes(code))
  assert.deepEqual(untold, [])
})

test('every event has a name, a sentence and a version', () => {
  assert.equal(new Set(events.map(({ name }) => name)).size, events.length)
  for (const { name, summary, since } of events) {
    assert.match(summary, /\.$/, name)
    assert.match(since, /^\d+\.\d+$/, name)
  }
})
