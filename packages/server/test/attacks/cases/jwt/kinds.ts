import assert from 'node:assert/strict'
import { assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { masterSecret } from '../../harness/forge-token.ts'
import { exchange } from '../../harness/raw-http.ts'
import type { Person } from '../../harness/target.ts'
import type { World } from '../../harness/world.ts'
import { refusedEverywhere } from './refused-everywhere.ts'

async function linksOf({ target, olga, ben }: World): Promise<{ invite: string; link: string }> {
  const invite = await target.must(olga, 'account.invite')
  const link = await target.must(olga, 'password.createLink', { account: ben.id })
  target.evidence.plant(invite.token, link.token)
  return { invite: invite.token, link: link.token }
}

const refresh = ({ target }: World, refreshToken: string) =>
  target.rest.ask('session.refresh', { refreshToken })

export const kindsOfTokens: readonly Attack<World>[] = [
  {
    ids: ['JWT-17'],
    what: 'each kind of token is good for one thing only, whichever way round',
    writes: true,
    async run(world) {
      const { target, ada, ben, reader } = world
      const { invite, link } = await linksOf(world)
      const stood = target.contents.now()
      const password = 'a long enough password'
      await refusedEverywhere(world, [ben.refreshToken, invite, link])
      const isNoRefresh = [ada.token, reader.token, invite, link]
      const isNoReset = [ada.token, ada.refreshToken, reader.token, invite]
      const isNoSetup = [ada.token, ada.refreshToken, reader.token, invite, link]
      const refused = await Promise.all([
        ...isNoRefresh.map((token) => refresh(world, token)),
        ...isNoReset.map((token) => target.rest.ask('password.reset', { token, password })),
        ...isNoSetup.map((token) =>
          target.rest.ask('setup.complete', { token, username: 'newcomer', password }),
        ),
        ...[ada.token, ada.refreshToken, reader.token].map((token) =>
          target.rest.ask('link.check', { token }),
        ),
      ])
      for (const answer of refused)
        assertRefused(answer, 'auth.invalid-token', 'link.invalid', 'setup.done', 'request.invalid')
      for (const token of [ada.refreshToken, invite, link])
        assertRefused(await target.ask('socket', ada, 'session.renew', { token }), 'auth.invalid-token')
      assert.deepEqual(target.contents.now(), stood)
    },
  },
  {
    ids: ['JWT-17'],
    what: 'a connection is renewed with a token of its own session only',
    async run({ target, ada, ben, reader }) {
      for (const token of [ben.token, reader.token])
        assertRefused(
          await target.ask('socket', ada, 'session.renew', { token }),
          'auth.invalid-token',
          'access.denied',
        )
    },
  },
  {
    ids: ['JWT-18'],
    what: 'a token that is longer than all headers may be is cut off',
    async run({ target }) {
      for (const size of [17 * 1024, 65_536]) {
        const head = `GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${'A'.repeat(size)}\r\n\r\n`
        const { statuses } = await exchange({ port: target.port, bytes: [head] })
        assert.deepEqual(statuses, [431])
      }
    },
  },
  {
    ids: ['JWT-28'],
    what: 'a token in the address or in a cookie is no token, and no log keeps it',
    async run({ target, ada }) {
      const { token } = ada
      for (const path of [`/v1/me?token=${token}`, `/v1/me?access_token=${token}`, `/v1/me?auth=${token}`]) {
        assertRefused(await target.rest.send({ path }), 'auth.required', 'request.invalid')
        assertRefused(await target.rest.send({ path: `/nowhere${path}` }), 'request.not-found')
      }
      const cookie = { cookie: `token=${token}; access_token=${token}; session=${token}` }
      assertRefused(await target.rest.send({ path: '/v1/me', headers: cookie }), 'auth.required')
      const entered = await target.enter(undefined, { headers: { Cookie: cookie.cookie } })
      assert.ok('refused' in entered)
      assertRefused(entered.refused, 'auth.required')
    },
  },
  {
    ids: ['JWT-30'],
    what: 'fifty refreshes at once with one token have one successor',
    writes: true,
    async run(world) {
      const { target } = world
      const kim = await target.person('kim')
      const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(world, kim.refreshToken)))
      const successors = answers.map(({ result }) => (result as { refreshToken: string }).refreshToken)
      target.evidence.plant(...successors)
      assert.equal(new Set(successors).size, 1)
      assert.notEqual(successors[0], kim.refreshToken)
    },
  },
  {
    ids: ['JWT-30'],
    what: 'a token that was exchanged twice over ends the whole family, with its connections',
    writes: true,
    async run(world) {
      const { target } = world
      const lea = await target.person('lea')
      const client = await target.socketOf(lea)
      const second = await refreshed(world, lea.refreshToken)
      const third = await refreshed(world, second)
      assertRefused(await refresh(world, lea.refreshToken), 'auth.refresh-reused')
      for (const token of [second, third]) {
        assertRefused(await refresh(world, token), 'auth.invalid-token', 'auth.refresh-reused')
      }
      assertRefused(await target.ask('rest', lea, 'account.get'), 'auth.invalid-token')
      assert.equal((await client.saw('goodbye'))?.name, 'goodbye')
      await client.hand.closed
    },
  },
  {
    ids: ['JWT-25'],
    what: 'the tokens of who was deactivated, deleted or removed are good no more, and their connections close',
    writes: true,
    async run(world) {
      const { target, olga } = world
      const ends: [string, (person: Person) => Promise<unknown>][] = [
        ['nora', ({ id }) => target.must(olga, 'account.deactivate', { account: id })],
        ['odo', ({ id }) => target.must(olga, 'account.remove', { account: id })],
        ['pia', (pia) => target.must(pia, 'account.delete', { password: pia.password })],
        ['quin', (quin) => target.must(quin, 'session.revokeAll')],
        ['rosa', (rosa) => target.must(rosa, 'session.revoke', { session: rosa.session })],
      ]
      for (const [name, end] of ends) {
        const person = await target.person(name)
        const client = await target.socketOf(person)
        await end(person)
        await client.hand.closed
        assert.equal(client.events.at(-1)?.name, 'goodbye', name)
        await refusedEverywhere(world, [person.token])
        const again = await refresh(world, person.refreshToken)
        assertRefused(again, 'auth.invalid-token', 'account.disabled', 'auth.refresh-reused')
      }
    },
  },
  {
    ids: ['JWT-26', 'JWT-05'],
    what: 'tokens of a secret that was changed are good no more; who was signed in refreshes, on a new one of any form',
    writes: true,
    async run(world) {
      const { target } = world
      const sam = await target.person('sam')
      const pem =
        '\n  -----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----'
      await target.restart({ HUBBUB_TOKEN_SECRET: pem })
      await refusedEverywhere(world, [sam.token])
      const token = (await target.must(undefined, 'session.refresh', { refreshToken: sam.refreshToken }))
        .accessToken
      assert.equal((await target.ask('rest', { ...sam, token }, 'account.get')).status, 200)
      await target.restart({ HUBBUB_TOKEN_SECRET: masterSecret })
      await refusedEverywhere(world, [token])
    },
  },
]

async function refreshed(world: World, token: string): Promise<string> {
  const { refreshToken, accessToken } = await world.target.must(undefined, 'session.refresh', {
    refreshToken: token,
  })
  world.target.evidence.plant(refreshToken, accessToken)
  return refreshToken
}
