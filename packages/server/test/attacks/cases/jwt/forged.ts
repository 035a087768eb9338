import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Attack } from '../../harness/attack.ts'
import { deriveSecret } from '../../../../src/platform/derive-secret.ts'
import {
  encoded,
  type Forged,
  forge,
  honestClaims,
  honestHeader,
  masterSecret,
} from '../../harness/forge-token.ts'
import { raw } from '../../harness/json-text.ts'
import type { World } from '../../harness/world.ts'
import { refusedEverywhere } from './refused-everywhere.ts'

const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString()

/** A token like the owner's own, but for what is said here. */
function forgeries(id: string, what: string, all: readonly Forged[]): Attack<World> {
  return {
    ids: [id],
    what,
    run: (world) =>
      refusedEverywhere(
        world,
        all.map((one) => forge(world.olga, one)),
      ),
  }
}

const algorithm = (alg: unknown, more: Forged = {}): Forged => ({ header: { alg }, ...more })
const unsigned = (alg: unknown): Forged => algorithm(alg, { signature: '' })

const curveOrder = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'
const signatureOf = (hex: string): string => Buffer.from(hex.repeat(2), 'hex').toString('base64url')

const claim = (name: string, values: readonly unknown[]): Forged[] =>
  values.map((value) => ({ claims: { [name]: value } }))

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds

export const forgedTokens: readonly Attack<World>[] = [
  {
    ids: ['JWT-01', 'JWT-02'],
    what: 'the forger can make a good token, and the owner it names is let in',
    run: async ({ target, olga }) => {
      for (const token of [forge(olga)]) {
        const good = { ...olga, token }
        for (const { status } of await target.both(good, 'account.get')) assert.equal(status, 200)
      }
    },
  },
  forgeries('JWT-01', 'a token without a signature says nothing', [unsigned('none')]),
  forgeries('JWT-02', 'no spelling of "none" and no missing algorithm helps', [
    ...['None', 'NONE', 'nOnE', '', 'none ', null, 0, ['none']].map(unsigned),
    algorithm(undefined),
    algorithm(undefined, { signature: '' }),
    algorithm('HS384', { hash: 'sha384' }),
    algorithm('HS512', { hash: 'sha512' }),
  ]),
  forgeries('JWT-04', 'a key that everybody may know signs nothing', [
    ...['RS256', 'ES256', 'EdDSA', 'HS256'].map((alg) => algorithm(alg, { key: publicKey })),
    { key: '' },
    { key: 'secret' },
    { key: masterSecret },
    { key: deriveSecret(new TextEncoder().encode(masterSecret), 'other tokens') },
  ]),
  forgeries('JWT-06', 'the name of a key is no path and no reason to take another key', [
    ...['../../../../dev/null', '/dev/null', '', 'hubbub.db', "' or 1=1 --"].map((kid) => ({
      header: { kid },
      key: '',
    })),
  ]),
  forgeries('JWT-08', 'the name of a key is no property of a map', [
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].flatMap((kid) => [
      { header: { kid }, key: '' },
      { header: { kid }, key: 'undefined' },
    ]),
  ]),
  {
    ids: ['JWT-09'],
    what: 'a key that the token brings along, or a place to fetch one from, is not looked at',
    async run(world) {
      let calls = 0
      const elsewhere = createServer((socket) => {
        calls += 1
        socket.destroy()
      })
      await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening))
      const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/keys`
      const own = { key: 'mine' }
      const jwk = { kty: 'oct', k: encoded('mine'), alg: 'HS256' }
      const headers = [
        { jwk },
        { jku: url },
        { x5u: url },
        { x5c: [encoded('mine')] },
        { jku: url, kid: 'mine' },
      ]
      await refusedEverywhere(
        world,
        headers.map((header) => forge(world.olga, { header, ...own })),
      )
      elsewhere.close()
      assert.equal(calls, 0)
    },
  },
  {
    ids: ['JWT-10'],
    what: 'a token is over when it says so, to the second',
    async run(world) {
      const ended = [-1, -6, -3600].map((seconds) =>
        forge(world.olga, { claims: { exp: inSeconds(seconds) } }),
      )
      await refusedEverywhere(world, ended, ['auth.expired-token'])
    },
  },
  {
    ids: ['JWT-12'],
    what: 'an end that is no whole number of seconds is none',
    async run(world) {
      const exps = ['9999999999', raw('1e400'), -1, null, [9999999999], true, {}, 1.5, '', undefined]
      const iats = ['1', raw('1e400'), null, true, undefined]
      const all = [...claim('exp', exps), ...claim('iat', iats)].map((one) => forge(world.olga, one))
      await refusedEverywhere(world, all, ['auth.invalid-token', 'auth.expired-token'])
    },
  },
  {
    ids: ['JWT-13'],
    what: 'a token from the future is not taken',
    async run(world) {
      const hour = 3600
      const claims = [
        { nbf: inSeconds(hour) },
        { iat: inSeconds(10 * 365 * 24 * hour) },
        { nbf: 'now' },
        { nbf: inSeconds(60), iat: inSeconds(60), exp: inSeconds(hour) },
      ]
      await refusedEverywhere(
        world,
        claims.map((one) => forge(world.olga, { claims: one })),
      )
    },
  },
  forgeries('JWT-14', 'a token for another service, or from another issuer, is not ours', [
    ...claim('aud', [undefined, 'other', ['other'], '', {}, null, 'hubbub2', 'HUBBUB']),
    ...claim('iss', [undefined, 'other', ['hubbub'], '', null]),
  ]),
  forgeries('JWT-16', 'a long audience costs nothing', [
    { claims: { aud: `${'a'.repeat(2_500)}!` } },
    { claims: { aud: `${'a'.repeat(3_000)}!`, exp: 0 } },
  ]),
  forgeries('JWT-21', 'extensions that must be understood are not understood', [
    ...[['exp'], ['unknown'], ['b64'], [], 'exp', [1]].map((crit) => ({ header: { crit } })),
    { header: { b64: false, crit: ['b64'] } },
    { header: { typ: 'JWT' } },
    { header: { typ: undefined } },
    { header: { cty: 'JWT', typ: 'refresh' } },
  ]),
  {
    ids: ['JWT-22'],
    what: 'a claim given twice makes no second identity: only our own signature counts, and all read it alike',
    async run(world) {
      const { olga, ada, target } = world
      const twice = (first: string, second: string): string =>
        JSON.stringify(honestClaims(ada)).replace(`"sub":"${ada.id}"`, `"sub":"${first}","sub":"${second}"`)
      await refusedEverywhere(world, [
        forge(ada, { payload: twice(ada.id, olga.id), key: 'second issuer' }),
        // Signed by us, but no account's own session: neither reading of it is anybody.
        forge(ada, { payload: twice(ada.id, olga.id) }),
      ])
      const same = { ...ada, token: forge(ada, { payload: twice(olga.id, ada.id) }) }
      for (const { result } of await target.both(same, 'account.get'))
        assert.equal((result as { id: string }).id, ada.id)
    },
  },
  forgeries('JWT-24', 'the account and the session of a token are ids', [
    ...claim('sub', [{ $gt: '' }, 1, ['u1'], '__proto__', '', null, true, '0'.repeat(24), 'ADA', undefined]),
    ...claim('sid', [{ $ne: '' }, 1, '', '__proto__', '0'.repeat(24), null, undefined]),
    ...claim('type', ['refresh', undefined, '', ['access']]),
  ]),
  forgeries('JWT-29', 'signatures of nothing but zeros, or of the order of the curve, prove nothing', [
    algorithm('ES256', { signature: signatureOf('00'.repeat(32)) }),
    algorithm('ES256', { signature: signatureOf(curveOrder) }),
    algorithm('HS256', { signature: signatureOf('00'.repeat(16)) }),
    algorithm('ES256', { signature: 'MAYCAQACAQA' }),
  ]),
  {
    ids: ['JWT-20', 'JWT-18'],
    what: 'what is no signed token at all is refused before anything is unpacked',
    run: (world) =>
      refusedEverywhere(world, [
        'x',
        '.',
        '..',
        '....',
        'null',
        '{}',
        `${encoded('{"alg":"dir","enc":"A256GCM","zip":"DEF"}')}.${'A'.repeat(100)}.AAAA.AAAA.AAAA`,
        `${encoded(JSON.stringify(honestHeader))}.${encoded('{"sub":')}.AAAA`,
        `${encoded('[]')}.${encoded('[]')}.AAAA`,
        `A.A.${'A'.repeat(9_000)}`,
        `${'.'.repeat(3_000)}`,
      ]),
  },
]
