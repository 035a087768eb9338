import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkEmail, emailKey } from './email.ts'

const isTaken = (text: string) => checkEmail(text).ok

function keyOf(text: string): string | undefined {
  const checked = checkEmail(text)
  return checked.ok ? checked.key : undefined
}

test('addresses that people have are kept as typed and compared without ASCII case', () => {
  for (const email of [
    'ada@example.org',
    'Ada.Lovelace+chat@mail.Example.co.uk',
    "o'neil@x-y.example",
    'a..b@docomo.example',
  ]) {
    assert.deepEqual(checkEmail(email), { ok: true, email, key: email.toLowerCase() })
  }
  assert.ok(isTaken(`${'a'.repeat(64)}@example.org`))
})

test('texts that are no address are refused', () => {
  const shapes = [
    '',
    'ada',
    '@example.org',
    'ada@',
    'ada@localhost',
    'a@b@c.org',
    'ada@.org',
    'ada@org.',
    'ada@-x.org',
  ]
  const unsafe = [
    'a da@x.org',
    'ada@x.org\nBcc: ben@x.org',
    '<ada@x.org>',
    'ada,ben@x.org',
    '"a b"@x.org',
    'ada@[127.0.0.1]',
  ]
  const hidden = [
    'ada\u200b@x.org',
    'ada@x\u00ad.org',
    'ada\0@x.org',
    'ad\ud800a@x.org',
    'ada@x。org',
    'ada@x．org',
  ]
  const long = [`${'a'.repeat(65)}@x.org`, `a@${'b'.repeat(64)}.org`, `a@${'b.'.repeat(130)}org`]
  for (const text of [...shapes, ...unsafe, ...hidden, ...long])
    assert.equal(isTaken(text), false, JSON.stringify(text))
})

test('[AUT-16] an address that would fold onto another one is refused', () => {
  const victim = 'mike.kass@example.org'
  assert.equal(keyOf(victim), victim)
  const inLocal = [
    'm\u0131ke.kass',
    'mi\u212ae.kass',
    'mike.ka\u017f\u017f',
    'mike.kaß',
    'ｍike.kass',
    'M\u0130KE.kass',
  ]
  const inDomain = ['ｅxample.org', 'exam\u02e1ple.org', 'example.o\u211bg', 'example。org']
  const twins = [...inLocal.map((it) => `${it}@example.org`), ...inDomain.map((it) => `mike.kass@${it}`)]
  for (const twin of twins) {
    assert.equal(isTaken(twin), false, twin)
    assert.notEqual(emailKey(twin), victim, 'nor does it find the other account')
  }
})

test('letters of other scripts count as typed, composed', () => {
  const composed = checkEmail('jos\u00e9@b\u00fccher.example')
  const decomposed = checkEmail('jose\u0301@bu\u0308cher.example')
  assert.deepEqual(decomposed, composed)
  assert.ok(composed.ok && composed.key === 'jos\u00e9@b\u00fccher.example')
  assert.notEqual(keyOf('JOS\u00c9@bücher.example'), composed.key, 'only ASCII letters lose their case')
  assert.ok(isTaken('иван@почта.example'))
})

test('the key of a key is itself, and case variants in ASCII share one', () => {
  const letters = fc
    .array(fc.constantFrom(...Array.from('aAkKsSéÉи\u0301-.+1')), { minLength: 1, maxLength: 8 })
    .map((it) => it.join(''))
  const addresses = fc.oneof(
    fc.emailAddress(),
    fc.tuple(letters, letters).map(([local, label]) => `${local}@${label}.org`),
  )
  const holds = (text: string) => {
    const key = keyOf(text)
    if (key === undefined) return
    assert.equal(emailKey(text), key)
    assert.equal(keyOf(key), key)
    assert.equal(keyOf(text.normalize('NFC').replace(/[a-z]/g, (letter) => letter.toUpperCase())), key)
  }
  fc.assert(fc.property(addresses, holds), { numRuns: 500 })
})
