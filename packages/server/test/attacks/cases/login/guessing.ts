import assert from 'node:assert/strict'
import { type Answer, assertDone, assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { World } from '../../harness/world.ts'

/** As the world of this group is set: see login.test.ts. */
export const guesses = { account: 5, address: 20 }

const wrong = 'not the password at all'

const signIn = ({ target }: World, identifier: string, password: string, address = target.nextAddress()) =>
  target.rest.ask('session.create', { identifier, password }, { address })

/** What somebody at the other end can tell one answer from another by. */
function tellable({ status, text, headers }: Answer): unknown {
  const body = text.replace(/"requestId":"[^"]*"/, '')
  return { status, body, headers: Object.keys(headers).toSorted() }
}

export const guessing: readonly Attack<World>[] = [
  {
    ids: ['AUT-12'],
    what: 'a client that has a whole IPv6 network is one client, and an IPv4 one is itself in IPv6 clothes',
    async run(world) {
      for (let count = 0; count < guesses.address; count++)
        assertRefused(
          await signIn(world, `person-${count}`, wrong, `2001:db8:7:7:${count.toString(16)}::1`),
          'auth.wrong-credentials',
        )
      assertRefused(await signIn(world, 'person-x', wrong, '2001:db8:7:7::ffff'), 'rate.limited')
      assertRefused(await signIn(world, 'person-x', wrong, '2001:db8:7:8::1'), 'auth.wrong-credentials')
      for (let count = 0; count < guesses.address; count++)
        assertRefused(
          await signIn(world, `person-${count}`, wrong, count % 2 ? '198.18.0.1' : '::ffff:c612:1'),
          'auth.wrong-credentials',
        )
      assertRefused(await signIn(world, 'person-x', wrong, '::ffff:198.18.0.1'), 'rate.limited')
    },
  },
  {
    ids: ['AUT-09'],
    what: 'an unknown name, a wrong password, a guest and a bot are answered alike',
    async run(world) {
      const { reader, guest } = world
      const known = tellable(await signIn(world, 'ada', wrong))
      for (const name of [
        'nobody-here',
        'ada@example.org',
        'nobody@example.org',
        reader.username,
        guest.username,
        ' ',
      ])
        assert.deepEqual(tellable(await signIn(world, name, wrong)), known, name)
    },
  },
  {
    ids: ['AUT-12'],
    what: 'one password tried at many accounts from one address is soon not judged any more',
    async run(world) {
      const address = world.target.nextAddress()
      for (let count = 0; count < guesses.address; count++)
        assertRefused(await signIn(world, `person-${count}`, wrong, address), 'auth.wrong-credentials')
      const spent = await signIn(world, 'ada', world.ada.password, address)
      assertRefused(spent, 'rate.limited')
      assert.ok(Number(spent.headers['retry-after']) > 0)
      assertRefused(await signIn(world, 'person-x', wrong, address), 'rate.limited')
      assertRefused(await signIn(world, 'person-x', wrong), 'auth.wrong-credentials')
    },
  },
  {
    ids: ['AUT-13'],
    what: 'who is locked out by the guesses of others goes on where they are signed in',
    writes: true,
    async run(world) {
      const { target, ben, tea } = world
      const client = await target.socketOf(ben)
      const tries = await Promise.all(Array.from({ length: 30 }, () => signIn(world, 'ben', wrong)))
      const judged = tries.filter(({ code }) => code === 'auth.wrong-credentials')
      assert.equal(judged.length, guesses.account, 'at once they count like in turn')
      assertRefused(await signIn(world, 'ben', ben.password), 'rate.limited')
      assertDone(await client.ask('message.send', { room: tea, text: 'still here' }))
      assertDone(await target.ask('rest', ben, 'account.get'))
      assertDone(await target.rest.ask('session.refresh', { refreshToken: ben.refreshToken }))
    },
  },
  {
    ids: ['AUT-14'],
    what: 'guesses over sockets count with those over REST',
    async run(world) {
      const { target, dora } = world
      const clients = await Promise.all(Array.from({ length: 10 }, () => target.enter(dora.token)))
      const tries: Answer[] = []
      for (const entered of clients) {
        assert.ok('client' in entered)
        tries.push(await entered.client.ask('session.create', { identifier: 'mona', password: wrong }))
      }
      const judged = tries.filter(({ code }) => code === 'auth.wrong-credentials')
      assert.equal(judged.length, guesses.account)
      assertRefused(await signIn(world, 'mona', wrong), 'rate.limited')
      for (const entered of clients) if ('client' in entered) await entered.client.close()
    },
  },
  {
    ids: ['AUT-14'],
    what: 'the address counts the same over sockets, however many accounts and connections it has',
    async run(world) {
      const { target, ada, dora } = world
      const address = target.nextAddress()
      const codes: unknown[] = []
      for (const { token } of [ada, dora, ada, dora]) {
        const entered = await target.enter(token, { address })
        assert.ok('client' in entered)
        for (let count = 0; count < 10; count++) {
          const identifier = `someone-${codes.length}`
          codes.push((await entered.client.ask('session.create', { identifier, password: wrong })).code)
        }
        await entered.client.close()
      }
      assert.equal(codes.filter((code) => code === 'auth.wrong-credentials').length, guesses.address)
      assert.equal(codes.filter((code) => code === 'rate.limited').length, 40 - guesses.address)
    },
  },
]
