import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkJson, type JsonBounds, prototypeKeys } from './json.ts'

const bounds: JsonBounds = { depth: 32, nodes: 5_000 }
const reasonFor = (value: unknown, more: Partial<JsonBounds> = {}) =>
  checkJson(value, { ...bounds, ...more })?.reason

function nested(levels: number, wrap: (inner: unknown) => unknown = (inner) => [inner]): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = wrap(value)
  return value
}

test('ordinary JSON passes, whatever stands at the top', () => {
  for (const value of [null, true, 0, -1.5, '', 'ada', [], {}, { a: [1, { b: null }] }, [[], {}]]) {
    assert.equal(checkJson(value, bounds), undefined)
  }
})

test('depth counts containers inside one another, up to the bound and not beyond', () => {
  assert.equal(reasonFor(nested(32)), undefined)
  assert.equal(reasonFor(nested(33)), 'too-deep')
  assert.equal(reasonFor(nested(33, (a) => ({ a }))), 'too-deep')
  assert.equal(reasonFor(1, { depth: 0 }), undefined)
  assert.equal(reasonFor([], { depth: 0 }), 'too-deep')
})

test('[SIZ-01] [SIZ-02] a million levels are refused without recursion, also where the bound allows them', () => {
  const parsed: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)
  assert.equal(reasonFor(parsed), 'too-deep')
  assert.equal(reasonFor(nested(1_000_000)), 'too-deep')
  assert.equal(reasonFor(nested(1_000_000), { depth: 2_000_000, nodes: 2_000_000 }), undefined)
  const bad = nested(1_000_000, (inner) => (inner === 1 ? ['\0'] : [inner]))
  assert.equal(reasonFor(bad, { depth: 2_000_000, nodes: 2_000_000 }), 'bad-text')
})

test('a value that holds itself is refused as too deep', () => {
  const loop: unknown[] = []
  loop.push(loop)
  assert.equal(reasonFor(loop), 'too-deep')
})

test('[SIZ-04] [PRO-12] nodes are counted over the whole value, lists and keys alike', () => {
  assert.equal(reasonFor(new Array(4_999).fill(0)), undefined)
  assert.equal(reasonFor(new Array(5_000).fill(0)), 'too-many-nodes')
  assert.equal(reasonFor(new Array(1_000_000).fill(0)), 'too-many-nodes')
  const keys = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [index * 65_536, 1]))
  assert.equal(reasonFor(keys), 'too-many-nodes')
  const spread = Array.from({ length: 100 }, () => new Array(50).fill(0))
  assert.equal(reasonFor(spread), 'too-many-nodes')
  assert.equal(reasonFor(spread, { nodes: 5_101 }), undefined)
  assert.equal(reasonFor(spread, { nodes: 5_100 }), 'too-many-nodes')
})

test('U+0000 and half surrogate pairs are refused in strings and in keys', () => {
  for (const bad of ['a\0b', '\ud83d', '\ude00', '\ude00\ud83d', 'x\ud83dx']) {
    assert.equal(reasonFor(bad), 'bad-text')
    assert.equal(reasonFor({ list: [bad] }), 'bad-text')
    assert.equal(reasonFor({ [bad]: 1 }), 'bad-text')
  }
  assert.equal(reasonFor({ '😀': '😀\uffff\u2028\u007f\u0001' }), undefined)
})

test('[SIZ-08] numbers that JSON cannot hold are refused; -0 is accepted and is 0', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, JSON.parse('1e400'), JSON.parse('[-1e999]')]) {
    assert.equal(reasonFor(bad), 'not-finite')
  }
  for (const good of [
    1e308,
    5e-324,
    JSON.parse('-0'),
    JSON.parse('1e-400'),
    JSON.parse('9007199254740993'),
  ]) {
    assert.equal(reasonFor(good), undefined)
  }
})

test('what JSON cannot say is refused: bytes, dates, maps, instances, functions, undefined, bigint, holes', () => {
  class Ada {
    name = 'ada'
  }
  const strange = [
    Buffer.from('x'),
    new Uint8Array(2),
    new ArrayBuffer(2),
    new Date(0),
    new Map(),
    new Set(),
    /x/,
    new Ada(),
    Object('x'),
    Object.create({ inherited: 1 }),
    () => 1,
    undefined,
    10n,
    Symbol('x'),
    new Array(1),
    new (class extends Array {})(),
  ]
  for (const value of strange) {
    assert.equal(reasonFor(value), 'not-json', String(typeof value))
    assert.equal(reasonFor({ a: [value] }), 'not-json')
  }
  assert.equal(reasonFor(Object.assign(Object.create(null), { a: 1 })), undefined)
})

test('[PRO-01] [PRO-02] prototype keys are refused where asked, at any depth, and pollute nothing', () => {
  const attacks = [
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '[{"a":{"prototype":null}}]',
    `${'{"a":'.repeat(20)}{"__proto__":{"polluted":1}}${'}'.repeat(20)}`,
  ]
  for (const attack of attacks) {
    const value: unknown = JSON.parse(attack)
    assert.equal(reasonFor(value, { refuseKeys: prototypeKeys }), 'refused-key')
    assert.equal(reasonFor(value), undefined)
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('[PRO-09] fields named like methods are plain data', () => {
  const value: unknown = JSON.parse(
    '{"toString":"","valueOf":1,"toJSON":"x","then":"x","length":1e9,"hasOwnProperty":0}',
  )
  assert.equal(reasonFor(value, { refuseKeys: prototypeKeys, bytes: 200 }), undefined)
})

test('[NQ-25] odd keys are kept: empty, blank, dotted, with a dollar, long', () => {
  const value = { 'a.b': 1, $x: 1, '': 1, ' ': 1, _id: 1, __v: 1, ['k'.repeat(300)]: 1 }
  assert.equal(reasonFor(value, { refuseKeys: prototypeKeys }), undefined)
})

test('bytes are those of the JSON text, to the byte', () => {
  const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 })
  fc.assert(
    fc.property(value, (json) => {
      const fault = checkJson(json, bounds)
      fc.pre(fault === undefined)
      const bytes = Buffer.byteLength(JSON.stringify(json))
      assert.equal(reasonFor(json, { bytes }), undefined)
      assert.equal(reasonFor(json, { bytes: bytes - 1 }), 'too-large')
    }),
    { numRuns: 500 },
  )
})

test('whatever text JSON.parse takes gets an answer, never an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.nat(20), fc.nat(20), (value, depth, nodes) => {
      const fault = checkJson(value, { depth, nodes, bytes: 1_000 })
      assert.ok(fault === undefined || fault.detail.length > 0)
    }),
    { numRuns: 500 },
  )
})

test('a fault names its place by a JSON pointer that stays short', () => {
  assert.equal(checkJson({ a: [{ 'b/~': '\0' }] }, bounds)?.pointer, '/a/0/b~1~0')
  assert.equal(checkJson('\0', bounds)?.pointer, '')
  const longKey = { ['k'.repeat(200_000)]: '\0' }
  assert.ok((checkJson(longKey, bounds)?.pointer.length ?? 0) < 100)
  const deep = nested(1_000, (inner) => (inner === 1 ? ['\0'] : [inner]))
  assert.ok((checkJson(deep, { depth: 2_000, nodes: 5_000 })?.pointer.length ?? 0) < 100)
  const pointer = checkJson({ 'x\0\ud83d': 1 }, bounds)?.pointer
  assert.equal(pointer, '/x\ufffd\ufffd')
})
