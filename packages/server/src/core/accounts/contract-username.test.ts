import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contractUsername } from './contract-username.ts'

const isTaken = (name: string, extra = '') => contractUsername(name, { extra }).ok

test('letters of any script, digits, inner spaces and _ - . apostrophe are taken and shown as typed', () => {
  const names = [
    'Ada',
    'ada lovelace',
    "O'Neil",
    'a',
    '1',
    '123',
    'Иван Ben',
    'ꭰꭱ',
    'देवी',
    'a.b-c_d',
    'admin',
    'x'.repeat(80),
  ]
  for (const name of names) {
    const checked = contractUsername(name)
    assert.ok(checked.ok && checked.username === name, name)
  }
})

test('everything else is refused', () => {
  const blank = ['', ' ', '\u00a0', '\u3164', '\u2800', '.', '..', "-_'"]
  const spaced = [' ada', 'ada ', 'ada\tben', 'ada\nben', 'ada\u00a0ben', 'ada\u3000ben']
  const signs = [
    '<b>ada</b>',
    'ada!',
    'a/b',
    'a@b',
    'a+b',
    '😀',
    'ada\u200b',
    'ada\u202e',
    'ada\ufe0f',
    'ad\ud800a',
    'ada\0',
  ]
  for (const name of [
    ...blank,
    ...spaced,
    ...signs,
    'x'.repeat(81),
    'x'.repeat(1_000_000),
    `a${'\u0301'.repeat(9)}`,
  ]) {
    assert.equal(isTaken(name), false, JSON.stringify(name.slice(0, 20)))
  }
})

test('chatrooms also take @ and +', () => {
  assert.equal(isTaken('ada+chat@example.org', '@+'), true)
  assert.equal(isTaken('@+', '@+'), false)
})

test('names are compared without case, width, compatibility forms and doubled spaces', () => {
  const key = (name: string) => {
    const checked = contractUsername(name)
    assert.ok(checked.ok, name)
    return checked.key
  }
  for (const other of ['ADA LOVELACE', 'Ada  Lovelace', 'ａｄａ lovelace']) {
    assert.equal(key(other), key('ada lovelace'))
  }
  assert.notEqual(key('Аda'), key('Ada'), 'look-alikes are another matter: see skeleton')
  assert.notEqual(key("O'Neil"), key('ONeil'))
})

test('a letter that unfolds beyond the bounds of a name is refused', () => {
  assert.equal(isTaken('ﷺ'), true)
  assert.equal(isTaken('ﷺ'.repeat(5)), false)
  assert.equal(isTaken('ﹰ'), false, 'it unfolds into a space and a mark')
})
