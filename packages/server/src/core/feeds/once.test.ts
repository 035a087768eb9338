import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandomIds } from '../../platform/random-ids.ts'
import { sha256Digests } from '../../platform/sha256-digests.ts'
import { onceOf } from './once.ts'

const clock = { now: () => 0, after: () => () => {} }
const ports = { clock, ids: createRandomIds(clock), digests: sha256Digests }
const ada = { account: 'a'.repeat(24), role: 'member', address: '::1' } as const

const digestOf = (content: object): string => {
  const input = { ...content, clientId: 'one-and-the-same' }
  return onceOf(ports, ada, { command: 'document.create', input }).digest
}

test('the order of fields makes no other content, at any depth', () => {
  const one = { room: 'garden', data: { size: { w: 1, h: 2 }, tags: [{ a: 1, b: 2 }] } }
  const other = { data: { tags: [{ b: 2, a: 1 }], size: { h: 2, w: 1 } }, room: 'garden' }
  assert.equal(digestOf(one), digestOf(other))
  assert.equal(digestOf({ text: 'x', mentions: undefined }), digestOf({ text: 'x' }))
})

test('the order of lists, kinds of values and names do', () => {
  const contents = [
    { a: [1, 2] },
    { a: [2, 1] },
    { a: '1' },
    { a: 1 },
    { a: null },
    { b: 1 },
    {},
    { a: { 0: 1, 1: 2 } },
  ]
  assert.equal(new Set(contents.map(digestOf)).size, contents.length)
})
