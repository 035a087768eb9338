import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { Clock } from '../core/ports/clock.ts'
import { createContractTokens } from './contract-tokens.ts'

let now = Date.parse('2026-01-01T00:00:00.000Z')
const clock: Clock = { now: () => now, after: () => () => {} }
const secret = new TextEncoder().encode('the lighthouse keeper sings at night')
const lobby = createContractTokens({ secret, clock })
const chatrooms = createContractTokens({ secret: new TextEncoder().encode('short'), clock })

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as anybody with the secret could make it. */
function forged(header: object, payload: object, hash = 'sha256'): string {
  const head = `${part(header)}.${part(payload)}`
  return `${head}.${createHmac(hash, secret).update(head).digest('base64url')}`
}

test('a token says what was signed, for as long as it was signed for', async () => {
  const token = await lobby.sign({ sub: 'ada', fresh: false }, 900)
  const issued = now / 1000
  assert.deepEqual(await lobby.verify(token), { sub: 'ada', fresh: false, iat: issued, exp: issued + 900 })
  now += 899_999
  assert.equal(typeof (await lobby.verify(token)), 'object')
  now += 1
  assert.equal(await lobby.verify(token), 'expired')
  assert.equal(await lobby.verify(token), 'expired', 'also when it was forgotten')
})

test('a token of another contract fails its signature, a changed one too', async () => {
  const token = await lobby.sign({ sub: 'ada' }, 900)
  assert.equal(await chatrooms.verify(token), 'bad-signature')
  const [head = '', , tail = ''] = token.split('.')
  const claims = part({ sub: 'ben', iat: now / 1000, exp: now / 1000 + 900 })
  assert.equal(await lobby.verify(`${head}.${claims}.${tail}`), 'bad-signature')
})

test('a secret an operator chose is used as it is, however short', async () => {
  const token = await chatrooms.sign({ user_id: 'x' }, 60)
  assert.equal(typeof (await chatrooms.verify(token)), 'object')
})

test('the algorithm is not the token’s to choose', async () => {
  const payload = { sub: 'ada', iat: now / 1000, exp: now / 1000 + 900 }
  assert.equal(typeof (await lobby.verify(forged({ alg: 'HS256', typ: 'JWT' }, payload))), 'object')
  assert.equal(await lobby.verify(forged({ alg: 'HS512', typ: 'JWT' }, payload, 'sha512')), 'bad-signature')
  assert.equal(await lobby.verify(`${part({ alg: 'none' })}.${part(payload)}.`), 'bad-signature')
  const longer = createContractTokens({ secret, algorithm: 'HS512', clock })
  assert.equal(typeof (await longer.verify(await longer.sign({}, 60))), 'object')
})

test('what is no token is malformed, whatever it is', async () => {
  const ours = { alg: 'HS256', typ: 'JWT' }
  const texts = ['', 'x', 'a.b', 'a.b.c', '...', `${'a'.repeat(5_000)}.b.c`, '\u0000', 'Bearer x', 'ß.ß.ß']
  for (const text of texts) assert.equal(await lobby.verify(text), 'malformed', text.slice(0, 20))
  for (const times of [{}, { iat: 1 }, { iat: 1, exp: 'x' }, { iat: now / 1000, exp: 1e300 }])
    assert.equal(await lobby.verify(forged(ours, times)), 'malformed', JSON.stringify(times))
})
