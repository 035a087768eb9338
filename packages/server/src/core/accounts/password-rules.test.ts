import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commonWords } from './common-passwords.ts'
import { isEasyPassword } from './easy-password.ts'
import { checkPassword, checkPasswordLength } from './password-rules.ts'

const refusal = (password: string, owner = {}) => {
  const checked = checkPassword(password, owner)
  return checked.ok ? undefined : checked.reason
}

test('any text that nobody tries first is taken, whatever its characters', () => {
  const good = [
    'correct horse battery',
    'purple-otter-19-lamp',
    'tr0mbenik',
    'пароль-для-ады',
    '密码密码是这个吗好',
    '🐎🔋📎 ok?!!',
  ]
  for (const password of [...good, 'x7kQ9zR2m', 'a walk in the park', 'ada loves ben and cleo']) {
    assert.equal(refusal(password), undefined, password)
  }
})

test('8 to 256 characters, counted as people see them and kept in NFC', () => {
  assert.match(refusal('kQ9zR2m') ?? '', /shorter than 8/)
  assert.equal(refusal('kQ9zR2m!'), undefined)
  assert.match(refusal('e\u0301'.repeat(4)) ?? '', /shorter than 8/, 'four letters in eight code points')
  const long = 'kQ9 zR2m'.repeat(32)
  assert.equal(refusal(long), undefined)
  assert.match(refusal(`${long}!`) ?? '', /longer than 256/)
  assert.equal(refusal('e\u0301🐎'.repeat(128)), 'is too easy to guess: it is among the ones tried first')
  assert.match(refusal('x'.repeat(10_000_000)) ?? '', /longer than 256/)
})

test('[AUT-08] a password comes back composed', () => {
  assert.deepEqual(checkPassword('cafe\u0301 au lait'), { ok: true, password: 'caf\u00e9 au lait' })
})

test('[AUT-06] U+0000 and half a character are refused, in the older contracts too', () => {
  for (const broken of ['abc\0defgh', 'kQ9zR2m!\ud83d']) {
    assert.equal(refusal(broken), 'has a broken character')
    assert.equal(checkPasswordLength(broken, 1).ok, false)
  }
})

test('the older contracts ask for length alone', () => {
  assert.deepEqual(checkPasswordLength('a', 1), { ok: true, password: 'a' })
  assert.deepEqual(checkPasswordLength('', 1), { ok: false, reason: 'is empty' })
  assert.deepEqual(checkPasswordLength('password', 8), { ok: true, password: 'password' })
  assert.equal(checkPasswordLength('passwor', 8).ok, false)
  assert.equal(checkPasswordLength('x'.repeat(257), 1).ok, false)
})

test('the passwords everybody knows are refused', () => {
  const known = `password password1 Password123! passw0rd p@ssw0rd P4$$w0rd PASSWORD 12345678 123456789 1234567890 87654321
    qwertyuiop qwerty123 qwertz123 azertyuiop asdfghjkl asdf1234 1q2w3e4r 1qaz2wsx zaq12wsx 1qazXSW2 q1w2e3r4t5 qweasdzxc
    11111111 aaaaaaaa abcabcabc abcd1234 abc12345 a1b2c3d4 12121212 123123123 11223344 12344321 123456789a a1234567
    iloveyou iloveyou2 princess1 sunshine sunshine1987! football baseball superman batman123 dragon12 monkey123 letmein1
    welcome1 Welcome2026! admin123 administrator changeme changeme123 trustno1 jennifer michael1 jordan23 liverpool1
    summer2025 Winter2024! september1 passwort passwort1 motdepasse contraseña senha123 haslo123 wachtwoord liverpoo
    gfhjkm123 ghbdtn123 starwars pokemon1 minecraft fuckyou1 hubbub123 31121999 20251231 00000000 !@#$%^&*`
  for (const password of known.split(/\s+/)) assert.match(refusal(password) ?? 'taken', /too easy/, password)
})

test('at least 3,000 words stand behind that, in the form they are looked up in', () => {
  const words = Array.from(commonWords())
  assert.ok(words.length > 3000)
  for (const word of words) {
    assert.equal(isEasyPassword(`${word}2026!`), true, word)
    assert.equal(isEasyPassword(word.toUpperCase()), true, word)
  }
})

test('a password that is the account’s own name is refused', () => {
  const ada = {
    username: 'ada.lovelace',
    email: 'augusta.king@example.org',
    displayName: 'Countess of Lovelace',
  }
  for (const own of [
    'ada.lovelace',
    'ADA.Lovelace',
    'augusta.king@example.org',
    'Augusta.King',
    'countess OF lovelace',
  ]) {
    assert.match(refusal(own, ada) ?? 'taken', /own name/, own)
    assert.equal(refusal(own), undefined, own)
  }
  assert.equal(refusal('ada.lovelace was here', ada), undefined)
})

test('random passwords are never called easy', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  const random = fc.array(fc.constantFrom(...Array.from(letters)), {
    minLength: 16,
    maxLength: 24,
    size: 'max',
  })
  const holds = (letters: string[]) => {
    // Shrinking looks for the simplest password, which is an easy one: only what chance would bring counts.
    fc.pre(new Set(letters).size >= 10)
    assert.equal(isEasyPassword(letters.join('')), false)
  }
  fc.assert(fc.property(random, holds), { seed: 7, numRuns: 500 })
})

test('no text takes long or throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 256 }), (text) => {
      const checked = checkPassword(text)
      if (checked.ok) assert.equal(checked.password, text.normalize('NFC'))
    }),
  )
})
