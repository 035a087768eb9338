import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { placeOfFault } from './json-fault.ts'

test('the place is where the text stops being JSON', () => {
  for (const [text, place] of [
    ['', 0],
    ['{"name": ', 9],
    ['{name: 1}', 1],
    ['[1,]', 3],
    ["{'a': 1}", 1],
    ['{"a" 1}', 5],
    ['{"a":tru}', 5],
    ['{"a":1} x', 8],
    ['[1 2]', 3],
    [' \n]', 2],
    ['{"a":1,}', 7],
    ['{"a":[1}', 7],
    ['["a", "b', 6],
    ['[01]', 2],
  ] as const)
    assert.equal(placeOfFault(text), place, text)
})

test('a text that is JSON ends before it has a fault, whatever is in it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      assert.equal(placeOfFault(text), text.length)
    }),
  )
})

test('what comes before the place is the beginning of JSON, and with the token there it is none', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', 'x', '"\\u00e4"')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const place = placeOfFault(text)
      assert.ok(place <= text.length)
      const said = faultOf(text)
      if (said?.at !== undefined) assert.equal(place, said.at, text)
      if (said?.isCutOff === true) assert.equal(place, text.length, text)
      if (said === undefined) assert.equal(place, text.length, text)
    }),
  )
})

/** What the engine says, where it says it. */
function faultOf(text: string): { at: number | undefined; isCutOff: boolean } | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (fault) {
    const { message } = fault as Error
    const [, at] = /position (\d+)/.exec(message) ?? []
    return { at: at === undefined ? undefined : Number(at), isCutOff: message.startsWith('Unexpected end') }
  }
}
