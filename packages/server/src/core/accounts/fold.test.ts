import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldIdentity } from './fold.ts'

const any = fc.string({ unit: 'binary', maxLength: 20 })
/** Where foldings go wrong: two-letter capitals, lone marks, dots, sigmas, Greek iota, Hangul parts, fillers. */
const tricky = fc
  .array(
    fc.constantFrom(
      ...Array.from('iIıİjJßẞſKÅΣςσǅŉΐᾳᾼͅẖﬃ\u0307\u0323\u0301\u0308\u0327각ᄀ\u3164\u200d\u00adｓ①½'),
      'ﷺ',
      'Ⅷ',
    ),
  )
  .map((letters) => letters.join(''))

test('spellings of one name fold alike', () => {
  const alike = [
    ['ada', 'ADA', 'Ada', 'ａｄａ', 'ＡＤＡ', '𝒜𝒟𝒜', 'ⓐⓓⓐ', 'a\u200bd\u00ada\ufe0f'],
    ['straße', 'STRASSE', 'strasse', 'STRAẞE', 'ſtraſſe'],
    ['i', 'I', 'ı', 'İ', 'i\u0307', 'ⅰ'],
    ['k', 'K', '\u212a'],
    ['σοφοσ', 'ΣΟΦΟΣ', 'σοφος'],
    ['café', 'cafe\u0301', 'CAFE\u0301'],
    ['fish', 'ﬁsh', 'FISH'],
    ['ガ', 'ｶﾞ', 'カ\u3099'],
    ['ńı\u0323', 'ŃỊ\u0307'],
  ]
  for (const [first = '', ...others] of alike) {
    for (const other of others)
      assert.equal(foldIdentity(other), foldIdentity(first), `${other} like ${first}`)
  }
})

test('different names stay different', () => {
  const names = ['ada', 'ade', 'adá', 'ad', 'а', 'a', '0', 'o', 'l', '1', 'й', 'и', 'か', 'が', 'カ']
  assert.equal(new Set(names.map(foldIdentity)).size, names.length)
})

test('every character folds to the same thing whatever its case, and folding again changes nothing', () => {
  // All that have case or another form: the rest of Unicode is Han, private or free.
  for (const [first, last] of [
    [0, 0xd7ff],
    [0xe000, 0x1ffff],
    [0x2f800, 0x2fa1f],
    [0xe0000, 0xe0fff],
  ] as const) {
    for (let code = first; code <= last; code += 1) checkFolding(String.fromCodePoint(code))
  }
})

function checkFolding(character: string): void {
  const folded = foldIdentity(character)
  const alike = [
    foldIdentity(folded),
    foldIdentity(character.toUpperCase()),
    foldIdentity(character.toLowerCase()),
  ]
  if (alike.some((it) => it !== folded))
    assert.fail(`${character} folds to ${folded}, then ${alike.join(' ')}`)
}

test('folding twice changes nothing, composed or not', () => {
  const holds = (text: string) => {
    const folded = foldIdentity(text)
    assert.equal(foldIdentity(folded), folded)
    assert.equal(foldIdentity(text.normalize('NFD')), folded)
    assert.equal(foldIdentity(text.normalize('NFKC')), folded)
  }
  fc.assert(fc.property(fc.oneof(any, tricky), holds), { numRuns: 2000 })
})

test('case never matters', () => {
  const holds = (text: string) => {
    // In capitals a Greek iota subscript becomes a letter, before or after the marks beside it: language, not case.
    fc.pre(!text.normalize('NFKD').includes('\u0345'))
    assert.equal(foldIdentity(text.toUpperCase()), foldIdentity(text))
    assert.equal(foldIdentity(text.toLowerCase()), foldIdentity(text))
  }
  fc.assert(fc.property(fc.oneof(any, tricky), holds), { numRuns: 2000 })
})
