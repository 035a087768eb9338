import assert from 'node:assert/strict'
import { assertDone, assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { nested, raw } from '../../harness/json-text.ts'
import { refusedBoth } from '../../harness/refused.ts'
import type { World } from '../../harness/world.ts'

const operators = [{ $ne: null }, { $regex: '.*' }, { $gt: '' }, ['x'], { length: 8 }, 12_345_678, true, null]

const signIn = ({ target }: World, identifier: string, password: string) =>
  target.rest.ask('session.create', { identifier, password })

export const credentials: readonly Attack<World>[] = [
  {
    ids: ['AUT-01', 'AUT-02', 'AUT-04'],
    what: 'a name and a password are texts, whatever a database would make of something else',
    async run({ target, ada }) {
      const { username: identifier, password } = ada
      await refusedBoth(target, {
        over: ada,
        name: 'session.create',
        inputs: [
          ...operators.map((odd) => ({ identifier: odd, password })),
          ...operators.map((odd) => ({ identifier, password: odd })),
          ...operators.map((odd) => ({ identifier: odd, password: odd })),
          { identifier, password: '' },
          { identifier: '', password },
          { identifier, password: nested(10_000) },
          { identifier, password: raw('1e400') },
          { identifier, password, username: ada.username },
          { username: ada.username, password },
          { identifier },
          {},
        ],
        codes: ['request.invalid'],
      })
    },
  },
  {
    ids: ['AUT-05'],
    what: 'every letter of a password counts, also behind the seventy-second',
    writes: true,
    async run(world) {
      const start = 'correct horse battery staple '.repeat(3).slice(0, 72)
      const [password, other] = [`${start}left-end`, `${start}rightend`]
      await world.target.person('long-ada', { password })
      assertRefused(await signIn(world, 'long-ada', other), 'auth.wrong-credentials')
      assertRefused(await signIn(world, 'long-ada', start), 'auth.wrong-credentials')
      assertDone(await signIn(world, 'long-ada', password))
    },
  },
  {
    ids: ['AUT-06'],
    what: 'a password does not end at U+0000, because there is none with it',
    async run({ target, ada }) {
      const password = 'abcdefgh\0ijkl'
      const inputs = [password, 'abcdefgh\ud800', '\0'].map((one) => ({ identifier: 'ada', password: one }))
      await refusedBoth(target, { over: ada, name: 'session.create', inputs, codes: ['request.invalid'] })
      const registered = await target.rest.ask('account.register', { username: 'null-ada', password })
      assertRefused(registered, 'request.invalid')
    },
  },
  {
    ids: ['AUT-08'],
    what: 'a letter typed as one sign or as two is one letter, everywhere',
    writes: true,
    async run(world) {
      const composed = 'caf\u00e9 au lait matin'
      await world.target.person('jose', { password: composed })
      assertDone(await signIn(world, 'jose', composed.normalize('NFD')))
      assertDone(await signIn(world, 'jose', composed.normalize('NFC')))
      assertRefused(await signIn(world, 'jose', 'cafe au lait matin'), 'auth.wrong-credentials')
    },
  },
  {
    ids: ['AUT-26'],
    what: 'nothing but a name and an e-mail address is asked for, and neither is taken for the other',
    async run(world) {
      const { target, ada, ben } = world
      for (const identifier of [
        ada.id,
        `user:${ada.id}`,
        `@${ada.username}`,
        `${ada.username}@`,
        'ada@example.com',
      ])
        assertRefused(await signIn(world, identifier, ada.password), 'auth.wrong-credentials')
      assertRefused(await signIn(world, 'ada@example.org', ben.password), 'auth.wrong-credentials')
      for (const username of ['ada@example.org', ada.id, `user:${ada.id}`, '+4912345678'])
        assertRefused(
          await target.rest.ask('account.register', { username, password: 'a long enough password' }),
          'username.invalid',
        )
    },
  },
  {
    ids: ['AUT-16'],
    what: 'an address with letters that turn into plain ones is no second account and no second way in',
    writes: true,
    async run(world) {
      const { target } = world
      const mick = await target.person('mick', { email: 'mick.s@example.org' })
      const accounts = () => target.contents.rows('select id from account').length
      const stood = accounts()
      const looksLike = ['m\u0131ck.s@example.org', 'mic\u212a.s@example.org', 'mick.\u017f@example.org']
      const wide = ['\uff4dick.s@example.org', 'mick.s@\uff45xample.org', 'mick.s@example\u3002org']
      for (const email of [...looksLike, ...wide, 'MICK.S@EXAMPLE.ORG', 'Mick.S@Example.Org']) {
        const username = 'mick-two'
        const taken = await target.rest.ask('account.register', { username, email, password: mick.password })
        assertRefused(taken, 'email.invalid', 'email.taken')
      }
      for (const email of [...looksLike, ...wide])
        assertRefused(await signIn(world, email, mick.password), 'auth.wrong-credentials')
      assert.equal(accounts(), stood)
    },
  },
  {
    ids: ['AUT-21'],
    what: 'nobody gives themselves a role, a date or an id',
    async run({ target, ada, ben }) {
      const own = [
        'role',
        'isAdmin',
        'verified',
        '_id',
        'id',
        'createdAt',
        'passwordHash',
        'tokenVersion',
        'status',
      ]
      const values = ['owner', true, ben.id, '__proto__']
      const extras = own.flatMap((field) => values.map((value) => ({ [field]: value })))
      const codes = ['request.invalid'] as const
      const register = { username: 'new-person', password: 'a long enough password' }
      const inputs = extras.map((extra) => ({ ...register, ...extra }))
      await refusedBoth(target, { over: ada, name: 'account.register', inputs, codes })
      await refusedBoth(target, { by: ada, name: 'profile.update', inputs: extras, codes })
      const change = { email: '', password: ada.password }
      const changes = extras.map((extra) => ({ ...change, ...extra }))
      await refusedBoth(target, { by: ada, name: 'account.update', inputs: changes, codes })
    },
  },
  {
    ids: ['AUT-25'],
    what: 'how long a session lasts is not for its holder to say',
    async run({ target, ada }) {
      const extras = [null, '', '2999-01-01T00:00:00.000Z', 4_102_444_800_000].map((expiresAt) => ({
        expiresAt,
      }))
      const codes = ['request.invalid'] as const
      const { username: identifier, password, refreshToken, token } = ada
      const sessions = [
        ['session.refresh', { refreshToken }],
        ['session.create', { identifier, password }],
        ['session.renew', { token }],
        ['session.revokeAll', { keepThis: true }],
      ] as const
      for (const [name, input] of sessions) {
        const inputs = [...extras, { ...extras[0], session: ada.session }].map((extra) => ({
          ...input,
          ...extra,
        }))
        await refusedBoth(target, { by: ada, name, inputs, codes })
      }
    },
  },
  {
    ids: ['AUT-18'],
    what: 'the token of a link is a text of its own form',
    async run({ target, ada }) {
      const odd = [
        { $regex: '^a' },
        { $gt: '' },
        ['x'],
        null,
        1,
        true,
        '',
        'x',
        'a'.repeat(201),
        '../../etc/passwd',
      ]
      const password = 'a long enough password'
      const codes = ['request.invalid'] as const
      const reset = odd.map((token) => ({ token, password }))
      await refusedBoth(target, { over: ada, name: 'password.reset', inputs: reset, codes })
      const check = odd.map((token) => ({ token }))
      await refusedBoth(target, { over: ada, name: 'link.check', inputs: check, codes })
      const setup = odd.map((token) => ({ token, username: 'new-person', password }))
      await refusedBoth(target, { over: ada, name: 'setup.complete', inputs: setup, codes })
      const unknown = [`${'0'.repeat(24)}.${'a'.repeat(43)}`, `${ada.session}.${'a'.repeat(43)}`]
      for (const token of unknown)
        await refusedBoth(target, {
          over: ada,
          name: 'password.reset',
          inputs: [{ token, password }],
          codes: ['link.invalid'],
        })
    },
  },
  {
    ids: ['AUT-22'],
    what: 'a connection that nobody vouches for stays outside, and what it asks for closes it',
    async run({ target, ada }) {
      for (const token of [undefined, null, '', 0, {}, [], { token: ada.token }, ada.username]) {
        const entered = await target.enter(token)
        assert.ok('refused' in entered, `entered with ${JSON.stringify(token)}`)
        assertRefused(entered.refused, 'auth.required', 'auth.invalid-token')
      }
    },
  },
]
