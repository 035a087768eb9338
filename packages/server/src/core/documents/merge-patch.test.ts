import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkJson, limits } from '@hubbub/protocol'
import { Refusal } from '../refusal.ts'
import { merge, mergePatch } from './merge-patch.ts'

function codeOf(action: () => unknown): string | undefined {
  try {
    action()
    return undefined
  } catch (fault) {
    assert.ok(fault instanceof Refusal)
    return fault.code
  }
}

test('the examples of RFC 7396, appendix A', () => {
  const examples: [original: string, patch: string, result: string][] = [
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ]
  for (const [original, patch, result] of examples) {
    assert.equal(JSON.stringify(merge(JSON.parse(original), JSON.parse(patch))), result)
  }
})

test('neither the content nor the patch is changed', () => {
  const content = { a: { b: 1, c: 2 } }
  const patch = { a: { b: null, d: { e: 3 } } }
  const before = JSON.stringify([content, patch])
  assert.deepEqual(mergePatch(content, patch), { a: { c: 2, d: { e: 3 } } })
  assert.equal(JSON.stringify([content, patch]), before)
})

test('merging twice is merging once', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (content, patch) => {
        const once = merge(content, patch)
        assert.deepEqual(merge(once, patch), once)
      },
    ),
    { numRuns: 300 },
  )
})

test('[NQ-24] [PRO-10] a patch is an object', () => {
  for (const patch of [[{ $set: { a: '$$ROOT' } }], [], null, 'x', 1, true, undefined]) {
    assert.equal(
      codeOf(() => mergePatch({ a: 1 }, patch)),
      'request.invalid',
    )
  }
  assert.deepEqual(mergePatch({ a: 1 }, {}), { a: 1 })
})

test('[PRO-04] prototype keys at depths 1 to 20 stay keys and reach no prototype', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    for (let depth = 1; depth <= 20; depth++) {
      const patch = `${'{"a":'.repeat(depth - 1)}{"${key}":{"polluted":1}}${'}'.repeat(depth - 1)}`
      const merged = mergePatch(JSON.parse('{"a":{"a":{}}}'), JSON.parse(patch))
      assert.equal(({} as Record<string, unknown>).polluted, undefined)
      assert.equal((Object as unknown as Record<string, unknown>).polluted, undefined)
      assert.ok(JSON.stringify(merged).includes(`"${key}":{"polluted":1}`))
    }
  }
  const merged = mergePatch(JSON.parse('{"__proto__":{"x":1}}'), JSON.parse('{"__proto__":{"y":2}}'))
  assert.equal(JSON.stringify(merged), '{"__proto__":{"x":1,"y":2}}')
  assert.equal(Object.getPrototypeOf(merged), Object.prototype)
})

test('a patch that is too deep is refused before it is walked', () => {
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)
  assert.equal(
    codeOf(() => mergePatch({}, deep)),
    'request.invalid',
  )
})

test('patches cannot grow a document beyond its number of values', () => {
  const part = (name: string) =>
    Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${name}${index}`, 1]))
  const content = mergePatch({}, part('a'))
  assert.equal(
    codeOf(() => mergePatch(content, part('b'))),
    'document.too-large',
  )
  assert.equal(checkJson(content, { depth: limits.jsonDepth, nodes: limits.jsonNodes }), undefined)
})
