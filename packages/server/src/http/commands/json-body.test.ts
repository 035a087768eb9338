import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '../../core/refusal.ts'
import { readJsonBody } from './json-body.ts'

const body = (text: string) => Buffer.from(text)

function codeOf(contentType: string | undefined, bytes: Buffer): string | undefined {
  try {
    readJsonBody(contentType, bytes)
    return undefined
  } catch (error) {
    return (error as Refusal).code
  }
}

test('JSON is read under its own content type, with parameters', () => {
  for (const type of [
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json; charset="UTF-8"; profile=x',
    'application/json ; charset=utf8',
  ]) {
    assert.deepEqual(readJsonBody(type, body('{"a":1}')), { a: 1 }, type)
  }
})

test('no other content type is, however near it looks', () => {
  for (const type of [
    undefined,
    '',
    'text/plain',
    'application/json\ta',
    ' application/json',
    'application/json garbage',
    'application/jsonx',
    'APPLICATION/JSON ; x',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1; charset=utf-8',
    'application/x-www-form-urlencoded',
  ]) {
    assert.equal(codeOf(type, body('{"a":1}')), 'request.media-type', String(type))
  }
})

test('an empty body is nothing, under any content type', () => {
  assert.equal(readJsonBody('application/json', Buffer.alloc(0)), undefined)
  assert.equal(readJsonBody(undefined, Buffer.alloc(0)), undefined)
})

for (const [what, bytes] of [
  ['a byte order mark', Buffer.from('\u{feff}{"a":1}')],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ['a trailing comma', body('{"a":1,}')],
  ['a comment', body('{"a":1} // one')],
  ['two values', body('{"a":1}{"a":2}')],
  ['NaN', body('NaN')],
  ['a hexadecimal number', body('0x10')],
  ['a number with a leading zero', body('01')],
  ['white space alone', body('  ')],
] as const) {
  test(`${what} is malformed`, () => {
    assert.equal(codeOf('application/json', bytes), 'request.malformed')
  })
}

test('of a key given twice the last counts', () => {
  assert.deepEqual(readJsonBody('application/json', body('{"a":1,"a":2}')), { a: 2 })
})

test('a refusal does not repeat the body', () => {
  try {
    readJsonBody('application/json', body('{"password":"hunter2",}'))
    assert.fail('accepted')
  } catch (error) {
    assert.doesNotMatch((error as Error).message, /hunter2/)
  }
})
