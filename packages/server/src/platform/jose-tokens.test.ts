import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign as signAsymmetric } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { deriveSecret } from './derive-secret.ts'
import { createJoseTokens } from './jose-tokens.ts'
import { systemClock } from './system-clock.ts'

const ADA = '65a1b2c3d4e5f60718293a4b'
const SESSION = '65a1b2c3d4e5f60718293a4c'
const NOW = Date.UTC(2026, 10, 21)
const SECONDS = NOW / 1000

const master = Buffer.alloc(32, 1)
const secret = deriveSecret(master, 'access')

/** Tokens on a clock that the test sets. */
function tokensAt(ms: number, overrides: { secret?: Uint8Array; audience?: string } = {}) {
  const time = { now: ms }
  const clock = { ...systemClock, now: () => time.now }
  const tokens = createJoseTokens({ secret, issuer: 'hubbub:1', audience: 'hubbub', clock, ...overrides })
  return { tokens, time }
}

const { tokens } = tokensAt(NOW)

const goodHeader = { alg: 'HS256', typ: 'at+jwt' }
const goodPayload = {
  type: 'access',
  sub: ADA,
  sid: SESSION,
  iss: 'hubbub:1',
  aud: 'hubbub',
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 900,
}

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')

/** Signed with the right key by default, so that only the named fault can be what is refused. */
function forge(
  header: unknown,
  payload: unknown,
  key: Uint8Array | string = secret,
  hash = 'sha256',
): string {
  const signed = `${encode(header)}.${encode(payload)}`
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
}
const withHeader = (header: object) => forge({ ...goodHeader, ...header }, goodPayload)
const withPayload = (payload: object) => forge(goodHeader, { ...goodPayload, ...payload })
const without = (claim: keyof typeof goodPayload) => withPayload({ [claim]: undefined })

async function refusesAll(cases: Record<string, string>): Promise<void> {
  for (const [name, token] of Object.entries(cases)) assert.equal(await tokens.verify(token), undefined, name)
}

test('a token says whose it is, which session it belongs to and when it ends', async () => {
  const token = await tokens.sign({ account: ADA, session: SESSION }, 900)
  const claims = { account: ADA, session: SESSION, expiresAt: NOW + 900_000 }
  assert.deepEqual(await tokens.verify(token), claims)
  assert.deepEqual(await tokens.verify(token), claims, 'and again, from memory')
})

test('the forging of these tests is right but for what each test changes', async () => {
  assert.deepEqual(await tokens.verify(forge(goodHeader, goodPayload)), {
    account: ADA,
    session: SESSION,
    expiresAt: NOW + 900_000,
  })
})

test('[JWT-01] alg none is refused, with and without a signature', async () => {
  const signed = `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(goodPayload)}`
  await refusesAll({ empty: `${signed}.`, 'no third part': signed, signed: withHeader({ alg: 'none' }) })
})

test('[JWT-02] every other spelling of alg, and none at all, is refused', async () => {
  for (const alg of [
    'None',
    'NONE',
    'nOnE',
    '',
    'hs256',
    'HS384',
    'HS512',
    'RS256',
    'dir',
    null,
    256,
    ['HS256'],
  ]) {
    await refusesAll({ [String(alg)]: withHeader({ alg }) })
  }
  await refusesAll({
    missing: forge({ typ: 'at+jwt' }, goodPayload),
    'HS384, rightly signed': forge({ ...goodHeader, alg: 'HS384' }, goodPayload, secret, 'sha384'),
    'HS512, rightly signed': forge({ ...goodHeader, alg: 'HS512' }, goodPayload, secret, 'sha512'),
  })
})

test('[JWT-04] [JWT-29] a token of an asymmetric algorithm is refused, also with an all-zero signature', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signed = `${encode({ alg: 'ES256', typ: 'at+jwt' })}.${encode(goodPayload)}`
  const signature = signAsymmetric('sha256', Buffer.from(signed), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  await refusesAll({
    'its own signature': `${signed}.${signature.toString('base64url')}`,
    'r = s = 0': `${signed}.${Buffer.alloc(64).toString('base64url')}`,
    'HMAC with the public key': forge(
      goodHeader,
      goodPayload,
      publicKey.export({ type: 'spki', format: 'pem' }),
    ),
  })
})

test('[JWT-06] [JWT-08] [JWT-09] a key named or carried by the header is never used', async () => {
  const jwk = { kty: 'oct', k: encode('attacker'.repeat(4)) }
  const foreign = (header: object) => forge({ ...goodHeader, ...header }, goodPayload, 'attacker'.repeat(4))
  await refusesAll({
    'kid as a path, empty key': forge({ ...goodHeader, kid: '../../../../dev/null' }, goodPayload, ''),
    __proto__: foreign({ kid: '__proto__' }),
    constructor: foreign({ kid: 'constructor' }),
    jwk: foreign({ jwk }),
    jku: foreign({ jku: 'http://127.0.0.1:9/keys' }),
    x5u: foreign({ x5u: 'http://127.0.0.1:9/cert' }),
    x5c: foreign({ x5c: ['AAAA'] }),
  })
})

test('[JWT-10] a token ends at its exp, fresh or remembered, and is called expired only if it was ours and whole', async () => {
  const { tokens: own, time } = tokensAt(NOW)
  const token = await own.sign({ account: ADA, session: SESSION }, 60)
  time.now = NOW + 59_999
  assert.notEqual(await own.verify(token), 'expired')
  time.now = NOW + 60_000
  assert.equal(await own.verify(token), 'expired', 'remembered')
  assert.equal(await tokensAt(NOW + 60_000).tokens.verify(token), 'expired', 'within the clocks’ leeway')
  assert.equal(await tokensAt(NOW + 3_600_000).tokens.verify(token), 'expired', 'long ago')
  const past = { exp: SECONDS - 1, iat: SECONDS - 900, nbf: SECONDS - 900 }
  assert.equal(await tokens.verify(withPayload(past)), 'expired', 'one second ago')
  await refusesAll({
    'expired and of another type': withPayload({ ...past, type: 'refresh' }),
    'expired and of nobody': withPayload({ ...past, sub: 'admin' }),
    'expired and of another audience': withPayload({ ...past, aud: 'other' }),
    'expired and of another key': forge(goodHeader, { ...goodPayload, ...past }, 'x'.repeat(32)),
  })
})

test('[JWT-12] an exp that is no whole number of seconds is refused', async () => {
  for (const exp of ['9999999999', null, [9999999999], true, {}, SECONDS + 900.5]) {
    await refusesAll({ [JSON.stringify(exp)]: withPayload({ exp }) })
  }
  const raw = (exp: string) =>
    forge(goodHeader, JSON.stringify(goodPayload).replace(/"exp":\d+/, `"exp":${exp}`))
  await refusesAll({
    '1e400': raw('1e400'),
    '-1e400': raw('-1e400'),
    '1e300': raw('1e300'),
    missing: without('exp'),
  })
  assert.equal(await tokens.verify(withPayload({ exp: -1 })), 'expired')
})

test('[JWT-13] a token of the future is refused beyond five seconds', async () => {
  await refusesAll({
    'nbf in an hour': withPayload({ nbf: SECONDS + 3600 }),
    'nbf in six seconds': withPayload({ nbf: SECONDS + 6 }),
    'nbf as text': withPayload({ nbf: `${SECONDS}` }),
    'iat in ten years': withPayload({ iat: SECONDS + 315_360_000 }),
    'iat in six seconds': withPayload({ iat: SECONDS + 6 }),
    'iat as text': withPayload({ iat: `${SECONDS}` }),
    'no iat': without('iat'),
  })
  const aheadByFive = withPayload({ nbf: SECONDS + 5, iat: SECONDS + 5 })
  assert.equal(
    typeof (await tokens.verify(aheadByFive)),
    'object',
    'another node’s clock may be a little ahead',
  )
})

test('[JWT-14] [JWT-16] issuer and audience must be ours, compared as they are', async () => {
  await refusesAll({
    'no aud': without('aud'),
    'another service': withPayload({ aud: 'other' }),
    'a list of others': withPayload({ aud: ['other'] }),
    'an object': withPayload({ aud: { hubbub: true } }),
    'a longer one': withPayload({ aud: 'hubbub2' }),
    'a very long one': withPayload({ aud: `${'a'.repeat(2_000)}!` }),
    'no iss': without('iss'),
    'another issuer': withPayload({ iss: 'hubbub:2' }),
    'issuer as a list': withPayload({ iss: ['hubbub:1'] }),
  })
})

test('[JWT-17] a token of another kind is no access token', async () => {
  for (const type of ['refresh', 'reset', 'invite', 'file', 'Access', undefined, true, ['access']]) {
    await refusesAll({ [`type ${String(type)}`]: withPayload({ type }) })
  }
  await refusesAll({
    'typ JWT': withHeader({ typ: 'JWT' }),
    'no typ': forge({ alg: 'HS256' }, goodPayload),
    'typ as a list': withHeader({ typ: ['at+jwt'] }),
  })
})

test('[JWT-18] a token of 64 KB is refused unread', async () => {
  await refusesAll({
    letters: 'A'.repeat(65_536),
    dots: '.'.repeat(65_536),
    'well signed': withPayload({ padding: 'x'.repeat(65_536) }),
  })
})

test('[JWT-20] an encrypted token is refused', async () => {
  const header = { alg: 'dir', enc: 'A256GCM', zip: 'DEF', typ: 'at+jwt' }
  await refusesAll({ jwe: [header, '', 'iv', 'A'.repeat(2000), 'tag'].map(encode).join('.') })
})

test('[JWT-21] critical headers that we do not know, and unencoded payloads, are refused', async () => {
  await refusesAll({
    'crit exp': withHeader({ crit: ['exp'], exp: 1 }),
    'crit unknown': withHeader({ crit: ['unknown'], unknown: 1 }),
    'crit empty': withHeader({ crit: [] }),
    'crit as text': withHeader({ crit: 'exp' }),
    'b64 false': withHeader({ crit: ['b64'], b64: false }),
  })
})

test('[JWT-22] a name given twice is one identity, the last, as everywhere in JSON', async () => {
  const twice = JSON.stringify(goodPayload).replace('"sub"', `"sub":"${'0'.repeat(24)}","sub"`)
  const claims = await tokens.verify(forge(goodHeader, twice))
  assert.ok(typeof claims === 'object' && claims.account === ADA)
  await refusesAll({ 'by a second issuer’s key': forge(goodHeader, twice, 'x'.repeat(32)) })
})

test('[JWT-24] account and session must be ids', async () => {
  const notIds = [
    { $gt: '' },
    1,
    [ADA],
    '__proto__',
    '',
    null,
    ADA.toUpperCase(),
    `${ADA}\n`,
    `${ADA}0`,
    ADA.slice(1),
  ]
  for (const value of notIds) {
    await refusesAll({
      [`sub ${JSON.stringify(value)}`]: withPayload({ sub: value }),
      [`sid ${JSON.stringify(value)}`]: withPayload({ sid: value }),
    })
  }
  await refusesAll({ 'no sub': without('sub'), 'no sid': without('sid') })
  const polluting = forge(goodHeader, JSON.stringify(goodPayload).replace('{', '{"__proto__":{"sub":"x"},'))
  assert.equal(typeof (await tokens.verify(polluting)), 'object')
  assert.equal(Object.hasOwn(Object.prototype, 'sub'), false)
})

test('[JWT-26] a token of a changed secret, or of another purpose’s secret, is refused', async () => {
  const token = await tokens.sign({ account: ADA, session: SESSION }, 900)
  for (const other of [deriveSecret(Buffer.alloc(32, 2), 'access'), deriveSecret(master, 'chatrooms')]) {
    assert.equal(await tokensAt(NOW, { secret: other }).tokens.verify(token), undefined)
  }
})

test('a changed character anywhere in a token is noticed, also after the right one was remembered', async () => {
  const token = await tokens.sign({ account: ADA, session: SESSION }, 900)
  assert.equal(typeof (await tokens.verify(token)), 'object')
  const places = fc.nat({ max: token.length - 1 })
  await fc.assert(
    fc.asyncProperty(places, fc.constantFrom(...Array.from('AQgw0_.~ =')), async (place, character) => {
      const changed = token.slice(0, place) + character + token.slice(place + 1)
      fc.pre(changed !== token && !differsInUnusedBitsOnly(changed, token))
      assert.equal(await tokens.verify(changed), undefined)
    }),
  )
})

/** 256 bits of signature in 43 letters leave two bits that mean nothing; decoders differ in minding them. */
function differsInUnusedBitsOnly(one: string, other: string): boolean {
  const bytes = (token: string) => Buffer.from(token.split('.')[2] ?? '', 'base64url')
  return one.slice(0, -1) === other.slice(0, -1) && bytes(one).equals(bytes(other))
}

test('no text makes verify reject', async () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.base64String(), { maxLength: 6 }).map((it) => it.join('.')),
  )
  await fc.assert(fc.asyncProperty(texts, async (text) => assert.equal(await tokens.verify(text), undefined)))
  const payloads = fc.json().map((payload) => forge(goodHeader, payload))
  await fc.assert(
    fc.asyncProperty(payloads, async (token) => assert.equal(await tokens.verify(token), undefined)),
  )
})

test('a short secret is refused at once', () => {
  assert.throws(() => tokensAt(NOW, { secret: new Uint8Array(31) }), RangeError)
})
