import assert from 'node:assert/strict'
import { createSetupLink } from '../../../../src/core/accounts/signing-up/first-owner.ts'
import { type Answer, assertDone, assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { Fields } from '../../harness/json-text.ts'
import type { CommandName, ErrorCode } from '@hubbub/protocol'
import type { Target } from '../../harness/target.ts'
import type { World } from '../../harness/world.ts'
import type { Fresh } from '../../harness/fresh.ts'

const times = 50

/** The same thing so many times at once, every fifth over a connection of somebody who is signed in. */
function atOnce(
  target: Target,
  over: World['ada'] | undefined,
  name: CommandName,
  input: (place: number) => Fields,
): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: times }, (_, place) =>
      over && place % 5 === 1
        ? target.ask('socket', over, name, input(place))
        : target.ask('rest', undefined, name, input(place)),
    ),
  )
}

function oneOf(answers: readonly Answer[], ...codes: ErrorCode[]): void {
  const done = answers.filter(({ code }) => code === undefined)
  assert.equal(done.length, 1, 'exactly one')
  for (const answer of answers) if (answer.code !== undefined) assertRefused(answer, ...codes)
}

const password = 'the same long password'

export const accountRaces: readonly Attack<World>[] = [
  {
    ids: ['AUT-20'],
    what: 'fifty who register one name at once, however it is written, make one account',
    writes: true,
    async run({ target, ada }) {
      const spellings = ['Twin', 'twin', 'TWIN', '\uff34win', 'twin']
      const answers = await atOnce(target, ada, 'account.register', (place) => ({
        username: spellings[place % spellings.length],
        email: 'twin@example.org',
        password,
      }))
      oneOf(answers, 'username.taken', 'email.taken')
      assert.equal(target.contents.rows(`select id from profile where username = 'twin'`).length, 1)
    },
  },
  {
    ids: ['AUT-20'],
    what: 'fifty who register one e-mail address at once make one account',
    writes: true,
    async run({ target, ada }) {
      const answers = await atOnce(target, ada, 'account.register', (place) => ({
        username: `post-${String.fromCharCode(97 + (place % 26))}${place > 25 ? 'z' : 'a'}`,
        email: place % 3 === 0 ? 'Post@Example.org' : 'post@example.org',
        password,
      }))
      oneOf(answers, 'email.taken')
    },
  },
  {
    ids: ['AUT-17'],
    what: 'fifty who use one password link at once set one password',
    writes: true,
    async run({ target, olga, ada }) {
      const una = await target.person('una')
      const { token } = await target.must(olga, 'password.createLink', { account: una.id })
      const mine = (place: number) => `una's own password ${place}`
      const answers = await atOnce(target, ada, 'password.reset', (place) => ({
        token,
        password: mine(place),
      }))
      oneOf(answers, 'link.invalid')
      const won = answers.findIndex(({ code }) => code === undefined)
      const signIn = (tried: string) =>
        target.rest.ask('session.create', { identifier: 'una', password: tried })
      assertDone(await signIn(mine(won)))
      assertRefused(await signIn(una.password), 'auth.wrong-credentials')
      assertRefused(await signIn(mine(won === 0 ? 1 : 0)), 'auth.wrong-credentials')
      assertRefused(await target.ask('rest', una, 'account.get'), 'auth.invalid-token')
    },
  },
]

/** On a server that nobody has set up, and that lets in only who was invited. */
export const firstRaces: readonly Attack<Fresh>[] = [
  {
    ids: ['AUT-24'],
    what: 'without the link nobody sets the server up, whoever comes first',
    async run({ target }) {
      const inputs = [
        {},
        { token: '' },
        { token: `${'0'.repeat(24)}.${'A'.repeat(43)}` },
        { token: 'x'.repeat(60) },
      ]
      for (const input of inputs) {
        const tried = await target.rest.ask('setup.complete', { username: 'first', password, ...input })
        assertRefused(tried, 'request.invalid', 'link.invalid')
      }
      const registered = await target.rest.ask('account.register', {
        username: 'first',
        password,
        role: 'owner',
      })
      assertRefused(registered, 'request.invalid')
    },
  },
  {
    ids: ['AUT-09'],
    what: 'who was not invited does not learn which names and addresses are taken by registering',
    async run({ target }) {
      for (const username of ['wendy', 'nobody-yet', 'admin', '!'])
        for (const invite of [undefined, `${'0'.repeat(24)}.${'A'.repeat(43)}`]) {
          const input = { username, password, ...(invite ? { invite } : {}) }
          const tried = await target.rest.ask('account.register', input)
          assertRefused(tried, invite ? 'link.invalid' : 'signup.invite-needed')
        }
    },
  },
  {
    ids: ['AUT-24'],
    what: 'fifty who use the set-up link at once make one owner, and nobody ever again, also after a restart',
    writes: true,
    async run(world) {
      const { target } = world
      const { token } = await createSetupLink(target.running.ports)
      target.evidence.plant(token)
      const setUp = (place: number) => ({ token, username: `first-${letters(place)}`, password })
      const answers = await atOnce(target, undefined, 'setup.complete', setUp)
      oneOf(answers, 'setup.done', 'link.invalid')
      const owners = () => target.contents.rows(`select id from account where role = 'owner'`)
      assert.equal(owners().length, 1)
      assertRefused(await target.rest.ask('setup.complete', setUp(99)), 'setup.done')
      await target.restart()
      assertRefused(await target.rest.ask('setup.complete', setUp(98)), 'setup.done')
      await assert.rejects(createSetupLink(target.running.ports), { code: 'setup.done' })
      assert.equal(owners().length, 1)
    },
  },
  {
    ids: ['AUT-17', 'AZ-32'],
    what: 'fifty who use one invitation at once make one account; afterwards it is worth nothing',
    writes: true,
    async run({ target }) {
      const olga = await target.admin('olga')
      const { token: invite } = await target.must(olga, 'account.invite')
      target.evidence.plant(invite)
      const guest = (place: number) => ({ invite, username: `guest-${letters(place)}`, password })
      oneOf(await atOnce(target, olga, 'account.register', guest), 'link.invalid')
      assertRefused(await target.rest.ask('account.register', guest(77)), 'link.invalid')
      assertRefused(await target.rest.ask('link.check', { token: invite }), 'link.invalid')
    },
  },
  {
    ids: ['AZ-32'],
    what: 'an invitation that was taken back is worth nothing',
    writes: true,
    async run({ target }) {
      const otto = await target.admin('otto', 'admin')
      const { id, token: invite } = await target.must(otto, 'account.invite')
      await target.must(otto, 'invite.revoke', { invite: id })
      const tried = await target.rest.ask('account.register', { invite, username: 'late-one', password })
      assertRefused(tried, 'link.invalid')
    },
  },
]

const letters = (place: number): string =>
  String.fromCharCode(97 + (place % 26), 97 + (Math.floor(place / 26) % 26))
