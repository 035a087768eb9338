import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { suggestUsernames, usernameCandidates } from './suggest-usernames.ts'
import { checkUsername } from './username.ts'

const taking =
  (...names: string[]) =>
  (folded: string) =>
    names.includes(folded)

test('three free names near the wanted one', () => {
  assert.deepEqual(suggestUsernames('ada', taking('ada', 'ada2')), ['ada1', 'ada3', 'ada4'])
  assert.deepEqual(suggestUsernames('ben7', taking('ben7')), ['ben7_1', 'ben7_2', 'ben7_3'])
})

test('of a name that cannot be used, what can be', () => {
  assert.deepEqual(suggestUsernames('Ada Lovelace!', taking()), [
    'ada.lovelace',
    'ada.lovelace1',
    'ada.lovelace2',
  ])
  assert.deepEqual(suggestUsernames('cleo@example.org', taking('cleo')), ['cleo1', 'cleo2', 'cleo3'])
  assert.deepEqual(suggestUsernames('\u0430da', taking()), ['ada', 'ada1', 'ada2'], 'mixed scripts')
  for (const hopeless of [
    '',
    '!!!',
    'admin',
    'everyone\0',
    '\ud800',
    'a\u0301'.repeat(1000),
    'x'.repeat(1_000_000),
  ]) {
    assert.equal(suggestUsernames(hopeless, taking()).length, 3, hopeless.slice(0, 10))
  }
})

test('a name whose twin in another script is taken is not suggested', () => {
  assert.deepEqual(suggestUsernames('сосо', taking('coco')), ['сосо1', 'сосо2', 'сосо3'])
})

test('every suggestion can be registered, and there are no doubles', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      const candidates = usernameCandidates(name)
      for (const { username } of candidates) assert.ok(checkUsername(username).ok, username)
      assert.equal(new Set(candidates.map(({ key }) => key)).size, candidates.length)
    }),
    { numRuns: 300 },
  )
})
