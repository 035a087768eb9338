import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import { Cursor, type Json } from '@hubbub/protocol'
import { Refusal } from '../refusal.ts'
import { cursorOf, readCursor } from './cursor.ts'
import type { DocumentView } from './field.ts'
import { compareDocuments, placeOf, readSort } from './sort.ts'

let made = 0
function documentWith(a?: Json, more: Partial<DocumentView> = {}): DocumentView {
  const id = (++made).toString(16).padStart(24, '0')
  return { id, owner: null, createdAt: 1, updatedAt: 1, data: a === undefined ? {} : { a }, ...more }
}

const byA = (order?: 'asc' | 'desc') => readSort([{ field: 'a', order }])
const sorted = (documents: readonly DocumentView[], sort: unknown) =>
  documents.toSorted(compareDocuments(readSort(sort)))

function refusal(action: () => unknown): Refusal | undefined {
  try {
    action()
    return undefined
  } catch (fault) {
    assert.ok(fault instanceof Refusal)
    return fault
  }
}

test('between types the order is missing, null, false, true, numbers, strings, lists and objects', () => {
  const inOrder = [
    undefined,
    null,
    false,
    true,
    -1e308,
    -1,
    0,
    1,
    1e308,
    '',
    '10',
    '9',
    'Z',
    'a',
    '\uffff',
    '😀',
    [],
  ]
  const documents = inOrder.map((value) => documentWith(value))
  assert.deepEqual(sorted(documents.toReversed(), [{ field: 'a' }]), documents)
  assert.deepEqual(sorted(documents, [{ field: 'a', order: 'desc' }]), documents.toReversed())
})

test('ties are ordered by id, in the direction of the last field', () => {
  const documents = [documentWith(1), documentWith(1), documentWith(1)]
  assert.deepEqual(sorted(documents.toReversed(), [{ field: 'a' }]), documents)
  assert.deepEqual(sorted(documents, [{ field: 'a', order: 'desc' }]), documents.toReversed())
  assert.deepEqual(sorted(documents.toReversed(), undefined), documents)
})

test('lists and objects are alike, and so are 0 and -0', () => {
  const documents = [documentWith({ z: 1 }), documentWith([9]), documentWith({}), documentWith([])]
  assert.deepEqual(sorted(documents.toReversed(), [{ field: 'a' }]), documents)
  const zeros = [documentWith(0), documentWith(-0)]
  assert.deepEqual(sorted(zeros.toReversed(), [{ field: 'a' }]), zeros)
})

test('later fields decide where earlier ones are equal', () => {
  const documents = [
    documentWith(1, { createdAt: 5 }),
    documentWith(1, { createdAt: 3 }),
    documentWith(2, { createdAt: 9 }),
  ]
  const sort = [
    { field: 'a', order: 'asc' },
    { field: '$createdAt', order: 'desc' },
  ]
  assert.deepEqual(sorted(documents.toReversed(), sort), documents)
})

test('of a string the first 168 characters count, shared by the fields', () => {
  const text = (length: number, end: string) => '😀'.repeat(length) + end
  const near = [documentWith(text(167, 'a')), documentWith(text(167, 'b'))]
  assert.deepEqual(sorted(near.toReversed(), [{ field: 'a' }]), near)
  const far = [documentWith(text(168, 'b')), documentWith(text(168, 'a'))]
  assert.deepEqual(sorted(far.toReversed(), [{ field: 'a' }]), far)
  assert.equal(readSort([{ field: 'a' }, { field: 'b' }]).textLength, 84)
  assert.equal(readSort([{ field: 'a' }, { field: 'b' }, { field: 'c' }]).textLength, 56)
})

test('what is no sort is refused', () => {
  const four = new Array(4).fill({ field: 'a' })
  const wrong = [
    'a',
    { field: 'a' },
    null,
    four,
    [null],
    ['a'],
    [['a']],
    [{ field: '$where' }],
    [{ field: '__proto__' }],
  ]
  const orders = [1, -1, 'ASC', 'asc; drop table document', null, {}]
  for (const raw of [
    ...wrong,
    [{ field: 'a', nulls: 'first' }],
    ...orders.map((order) => [{ field: 'a', order }]),
  ]) {
    assert.equal(refusal(() => readSort(raw))?.code, 'filter.invalid', JSON.stringify(raw))
  }
})

test('a cursor gives back the place it was made of', () => {
  const values = [
    undefined,
    null,
    false,
    true,
    0,
    -0,
    1e308,
    5e-324,
    0.1,
    -7,
    '',
    '0',
    'a\n"\\\u0001',
    '😀\uffff',
    [],
    {},
  ]
  for (const value of values) {
    const document = documentWith(value, { owner: 'bbbbbbbbbbbbbbbbbbbbbbbb' })
    for (const fields of [[], ['a'], ['a', '$owner'], ['$createdAt', 'a', '$id']]) {
      const sort = readSort(fields.map((field) => ({ field, order: 'desc' })))
      const place = readCursor(cursorOf(document, sort), sort)
      assert.equal(compareDocuments(sort)(document, document), 0)
      // -0 comes back as 0, the same number.
      assert.deepEqual(JSON.stringify(place), JSON.stringify(placeOf(document, sort)))
    }
  }
})

test('the longest cursor is one of the contract', () => {
  const cursor = Compile(Cursor)
  const widest = ['😀'.repeat(400), '\u0001'.repeat(400), '"\\'.repeat(400)]
  for (const text of widest) {
    const document: DocumentView = { ...documentWith(), data: { a: text, b: text, c: text } }
    for (const fields of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      const sort = readSort(fields.map((field) => ({ field })))
      const made = cursorOf(document, sort)
      assert.ok(cursor.Check(made), `${made.length} characters`)
      assert.deepEqual(readCursor(made, sort), placeOf(document, sort))
    }
  }
  const longest = { ...documentWith(), createdAt: -Math.PI * 1e-300 }
  const sort = readSort(['$createdAt', '$createdAt', '$createdAt'].map((field) => ({ field })))
  assert.ok(cursor.Check(cursorOf(longest, sort)))
})

test('a cursor of another sort is refused, not misread', () => {
  const document = documentWith(1)
  const cursor = cursorOf(document, byA())
  const others = [
    [],
    [{ field: 'b' }],
    [{ field: 'a', order: 'desc' }],
    [{ field: 'a' }, { field: 'b' }],
    [{ field: '$id' }],
  ]
  for (const other of others) {
    const refused = refusal(() => readCursor(cursor, readSort(other)))
    assert.equal(refused?.code, 'request.invalid', JSON.stringify(other))
    assert.equal(refused?.more.errors?.[0]?.pointer, '/after')
  }
})

test('[SQL-04] a cursor that was not made here is refused', () => {
  const sort = readSort([{ field: 'a' }])
  const forge = (plain: string) => Buffer.from(plain).toString('base64url')
  const [print] = Buffer.from(cursorOf(documentWith(1), sort), 'base64url')
    .toString()
    .split('\0')
  const values = [
    '',
    '7',
    '9x',
    '41e400',
    '4NaN',
    '4',
    '401',
    '4 1',
    '40x10',
    '0x',
    '1null',
    `5${'x'.repeat(169)}`,
    '51\0' + '51',
  ]
  const wrong = [
    '',
    'x',
    '!!',
    '1;SELECT',
    'null',
    'A'.repeat(2_000),
    forge('{}'),
    forge(`${print}`),
    forge(`${print}\0\0` + '41'),
  ]
  for (const text of [...wrong, ...values.map((value) => forge(`${print}\0id\0${value}`))]) {
    assert.equal(refusal(() => readCursor(text, sort))?.code, 'request.invalid', JSON.stringify(text))
  }
  assert.deepEqual(readCursor(forge(`${print}\0' OR 1=1--\0` + '5x'), sort), {
    id: "' OR 1=1--",
    values: [[5, 'x']],
  })
})

test('a cursor cannot hold what its field never is', () => {
  for (const [field, value] of [
    ['$createdAt', '5x'],
    ['$id', '41'],
    ['$owner', '1'],
    ['$updatedAt', '0'],
  ]) {
    const sort = readSort([{ field }])
    const [print] = Buffer.from(cursorOf(documentWith(), sort), 'base64url').toString().split('\0')
    const text = Buffer.from(`${print}\0id\0${value}`).toString('base64url')
    assert.equal(refusal(() => readCursor(text, sort))?.code, 'request.invalid', field)
  }
})
