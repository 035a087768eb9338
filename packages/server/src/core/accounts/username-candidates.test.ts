import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { usernameCandidates } from './username-candidates.ts'
import { checkUsername } from './username.ts'

const nearest = (name: string): string[] =>
  usernameCandidates(name)
    .slice(0, 3)
    .map(({ username }) => username)

test('names near the wanted one, the nearest first', () => {
  assert.deepEqual(nearest('ada'), ['ada', 'ada1', 'ada2'])
  assert.deepEqual(nearest('ben7'), ['ben7', 'ben7_1', 'ben7_2'])
  assert.deepEqual(nearest('сосо'), ['сосо', 'сосо1', 'сосо2'], 'one script is a name like any other')
})

test('of a name that cannot be used, what can be', () => {
  assert.deepEqual(nearest('Ada Lovelace!'), ['ada.lovelace', 'ada.lovelace1', 'ada.lovelace2'])
  assert.deepEqual(nearest('cleo@example.org'), ['cleo', 'cleo1', 'cleo2'])
  assert.deepEqual(nearest('\u0430da'), ['ada', 'ada1', 'ada2'], 'mixed scripts')
  for (const hopeless of [
    '',
    '!!!',
    'admin',
    'everyone\0',
    '\ud800',
    'a\u0301'.repeat(1000),
    'x'.repeat(1_000_000),
  ]) {
    assert.equal(nearest(hopeless).length, 3, hopeless.slice(0, 10))
  }
})

test('every candidate can be registered, and there are no doubles', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      const candidates = usernameCandidates(name)
      for (const { username } of candidates) assert.ok(checkUsername(username).ok, username)
      assert.equal(new Set(candidates.map(({ key }) => key)).size, candidates.length)
    }),
    { numRuns: 300 },
  )
})
