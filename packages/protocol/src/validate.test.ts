import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CommandName, commands } from './catalogue.ts'
import { createValidators } from './validate.ts'

const validators = createValidators()

test('a right input has nothing wrong with it', () => {
  const input = { room: 'general', text: 'hello', clientId: 'c0ffee00-1' }
  assert.deepEqual(validators.input('message.send', input), [])
})

test('each wrong part is named where it stands, in one sentence', () => {
  const input = { text: '', mentions: ['x', 'x'], all: 1, colour: 'red' }
  assert.deepEqual(validators.input('message.send', input), [
    { pointer: '/room', detail: 'is missing' },
    { pointer: '/colour', detail: 'is not a field of this' },
    { pointer: '/text', detail: 'must have at least 1 character' },
    { pointer: '/mentions/0', detail: 'does not have the right form: 24 lower-case hex digits' },
    { pointer: '/mentions/1', detail: 'does not have the right form: 24 lower-case hex digits' },
    { pointer: '/mentions', detail: 'must not have an entry twice' },
    { pointer: '/all', detail: 'must be a boolean' },
  ])
})

test('where one of several words is due, the words are named', () => {
  assert.deepEqual(validators.input('presence.set', { state: 'sleeping' }), [
    { pointer: '/state', detail: 'must be one of "online", "away"' },
  ])
})

test('names with slashes and tildes are escaped in pointers', () => {
  const parts = validators.input('feed.sync', { feeds: [{ feed: 'directory', 'a/b~c': 1 }] })
  assert.deepEqual(parts, [{ pointer: '/feeds/0/a~1b~0c', detail: 'is not a field of this' }])
})

test('no value comes back, and no answer grows with what was sent', () => {
  const secret = 'correct horse battery staple'
  const wrong = validators.input('session.create', { identifier: 7, password: { text: secret }, [secret]: 1 })
  assert.equal(JSON.stringify(wrong.map(({ detail }) => detail)).includes(secret), false)

  const many = Object.fromEntries(Array.from({ length: 4_000 }, (_, place) => [`field${place}`, 1]))
  assert.equal(validators.input('presence.set', many).length, 8)
  const long = validators.input('presence.set', { state: 'online', ['k'.repeat(10_000)]: 1 })
  assert.ok((long[0]?.pointer.length ?? 0) < 300)
})

test('what is no object is refused by every command, and nothing throws', () => {
  for (const name of Object.keys(commands) as CommandName[]) {
    for (const value of [null, [], 'x', 1, true, undefined]) {
      assert.notDeepEqual(validators.input(name, value), [], `${name} ${JSON.stringify(value)}`)
    }
  }
})

test('names of the prototype are fields like any other', () => {
  const polluting = JSON.parse('{"state":"online","__proto__":{"isAdmin":true}}')
  assert.deepEqual(validators.input('presence.set', polluting), [
    { pointer: '/__proto__', detail: 'is not a field of this' },
  ])
  const other = JSON.parse('{"state":"online","constructor":{"prototype":{"isAdmin":true}}}')
  assert.deepEqual(validators.input('presence.set', other), [
    { pointer: '/constructor', detail: 'is not a field of this' },
  ])
})

test('answers and events are checked too, and an unknown event is wrong', () => {
  assert.deepEqual(validators.output('typing.start', { for: 6000 }), [])
  assert.deepEqual(validators.output('typing.start', {}), [{ pointer: '/for', detail: 'is missing' }])
  assert.deepEqual(validators.event('unfollowed', { feed: 'directory' }), [])
  assert.notDeepEqual(validators.event('unfollowed', { feed: 'server' }), [])
  assert.notDeepEqual(validators.event('toString', {}), [])
})
