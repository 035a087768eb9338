import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkDisplayName, displayNameKey } from './display-name.ts'

function shown(name: string): string {
  const checked = checkDisplayName(name)
  assert.ok(checked.ok, `${name} ${checked.ok ? '' : checked.reason}`)
  return checked.displayName
}

function refusal(name: string): string {
  const checked = checkDisplayName(name)
  assert.ok(!checked.ok, `${JSON.stringify(name)} was accepted`)
  return checked.reason
}

test('names of people are shown as they wrote them', () => {
  const names = [
    'Ada Lovelace',
    'O’Neil, Ben',
    '李小龍',
    'Жанна д’Арк',
    'می\u200cخواهم',
    'ශ්\u200dරී',
    'ꮳꮃꭹ',
    'x'.repeat(80),
    '7',
  ]
  for (const name of [
    ...names,
    'Ada 🏳️‍🌈',
    '👩‍💻 Ben',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '❤️',
    '1️⃣',
  ]) {
    assert.equal(shown(name), name)
  }
})

test('spaces of all kinds become one plain space and are cut at the ends', () => {
  assert.equal(shown('  Ada\u00a0\u3000 Lovelace\u2003'), 'Ada Lovelace')
  assert.equal(shown('Cafe\u0301'), 'Café')
})

test('[UNI-08] a name that shows nothing is empty', () => {
  for (const blank of ['', ' ', '\u00a0', '\u2800', '\u2800 \u2800', '\u{1d159}', '\u3000'])
    assert.equal(refusal(blank), 'is empty')
  for (const filler of ['\u3164', '\u115f', '\uffa0', '\u200b', '\u180e', '\u{e0020}']) refusal(filler)
})

test('[UNI-10] line breaks and controls are refused, at the ends too', () => {
  for (const control of [
    '\r\n',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\t',
    '\u001b',
    '\u007f',
  ]) {
    for (const name of [`Ada${control}Ben`, `Ada${control}`, `${control}Ada`]) refusal(name)
  }
})

test('[UNI-02] directions, zero-width characters and tags are refused where they glue nothing together', () => {
  const hidden = [
    '\u202e',
    '\u2066',
    '\u200e',
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u{e0061}',
    '\u034f',
    '\ufe0f',
    '\u061c',
  ]
  for (const character of [...hidden, '\u200d', '\u200c', '\ue000', '\u0378', '\ufff9']) {
    assert.match(refusal(`Ad${character}a`), /U\+/)
    refusal(`${character}Ada`)
  }
  for (const name of ['می\u200c', 'می\u200c\u200cخ', 'م\u200ca', '👩\u200d', 'ع😀\u200cع']) refusal(name)
})

test('[UNI-05] [UNI-06] half a character and U+0000 are refused', () => {
  for (const broken of ['Ada\ud83d', '\ude00', 'Ada\0'])
    assert.equal(refusal(broken), 'has a broken character')
})

test('[UNI-04] towers of marks and marks without a letter are refused', () => {
  assert.match(refusal(`Z${'\u0323\u0301\u0308'.repeat(3)}`), /marks/)
  assert.match(refusal('\u0301Ada'), /no letter/)
  refusal(`Z${'\u0301'.repeat(5000)}`)
})

test('a name has at most 80 characters', () => {
  assert.equal(shown('😀'.repeat(80)), '😀'.repeat(80))
  for (const long of ['x'.repeat(81), '😀'.repeat(81), 'x'.repeat(1_000_000)])
    assert.match(refusal(long), /longer than 80/)
})

test('names that are easily taken for one another share a key', () => {
  const alike = [
    [
      'Ada Lovelace',
      'ada lovelace',
      'ADA LOVELACE',
      'AdaLovelace',
      'Ada\u00a0Lovelace',
      'Аdа Lоvеlасе',
      'Ada Love1ace',
    ],
    ['Nick', '\u039dick', 'N!ck'.replace('!', 'I'), 'Níck', 'ＮＩＣＫ', '𝓝ick'],
    ['Ben', 'Вen', 'В е n', 'ʙᴇɴ', '🅱en', 'B.e.n.'],
    ['Morna', 'Moma', 'Mоrnа'],
    ['Tony', 'ΤΟΝΥ'],
    ['Oliver', '0liver', 'Oliνer', 'Olivver'.replace('vv', 'v')],
    ['Willi', 'VVilli', 'wiIIi'],
  ]
  for (const [first = '', ...others] of alike) {
    for (const other of others)
      assert.equal(displayNameKey(other), displayNameKey(first), `${other} ${first}`)
  }
})

test('names of different people have different keys', () => {
  const names = [
    'Ada',
    'Ben',
    'Cleo',
    'Adam',
    'Иван',
    'Петр',
    'か',
    'が',
    '李',
    '!!!',
    '???',
    '😀',
    '😎',
    'Anna',
    'Hanna',
  ]
  assert.equal(new Set(names.map(displayNameKey)).size, names.length)
})

test('what is accepted is accepted again unchanged, and its key is never empty', () => {
  const names = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(fc.constantFrom(...Array.from('Aaİß \u00a0\u0301\u200dमी👩💻️🏽\u2800١é')), { maxLength: 10 })
      .map((it) => it.join('')),
  )
  const holds = (name: string) => {
    const checked = checkDisplayName(name)
    if (!checked.ok) return
    assert.equal(shown(checked.displayName), checked.displayName)
    assert.notEqual(displayNameKey(checked.displayName), '')
  }
  fc.assert(fc.property(names, holds), { numRuns: 3000 })
})
