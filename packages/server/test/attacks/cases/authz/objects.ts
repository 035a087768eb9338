import assert from 'node:assert/strict'
import { assertDone, assertRefused, resultOf } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { refusedBoth } from '../../harness/refused.ts'
import { historyOf, privateWord, type World } from '../../harness/world.ts'

const serverOwned = {
  room: 'f'.repeat(24),
  ownerId: 'x',
  owner: 'f'.repeat(24),
  author: 'f'.repeat(24),
  authorId: 'f'.repeat(24),
  createdAt: '2000-01-01T00:00:00.000Z',
  editedAt: null,
  updatedAt: '2000-01-01T00:00:00.000Z',
  seq: 1,
  version_: 1,
  born: 1,
  _id: 'f'.repeat(24),
  id_: 'x',
  kind: 'message',
  removed: false,
}

const extras = Object.entries(serverOwned).map(([field, value]) => ({ [field]: value }))

/** Fields that others may see of a person; everything else is theirs alone. */
const shownOfProfiles = new Set([
  ...[
    'kind',
    'version',
    'born',
    'id',
    'username',
    'displayName',
    'avatar',
    'role',
    'deactivated',
    'lookalike',
  ],
])

export const objects: readonly Attack<World>[] = [
  {
    ids: ['AZ-12'],
    what: 'a member deletes and edits nobody else’s message',
    async run({ target, ben, mona, tea, message }) {
      for (const answer of [
        ...(await target.both(ben, 'message.delete', { room: tea, message })),
        ...(await target.both(ben, 'message.edit', { room: tea, message, text: 'forged' })),
        ...(await target.both(mona, 'message.edit', { room: tea, message, text: 'forged by a moderator' })),
      ])
        assertRefused(answer, 'access.denied')
    },
  },
  {
    ids: ['AZ-13'],
    what: 'path, body and stored room must agree',
    async run(world) {
      const { target, ada, dora, tea, square, message } = world
      for (const command of ['message.get', 'message.delete'] as const)
        for (const answer of await target.both(ada, command, { room: square, message }))
          assertRefused(answer, 'message.not-found')
      for (const answer of await target.both(ada, 'message.edit', { room: square, message, text: 'moved' }))
        assertRefused(answer, 'message.not-found')
      const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' }
      const send = (path: string, body: object) =>
        target.rest.send({ method: 'PATCH', path, headers, body: JSON.stringify(body) })
      const path = `/v1/rooms/${square}/messages/${message}`
      for (const body of [
        { room: tea, text: 'moved' },
        { message: 'f'.repeat(24), text: 'moved' },
        { room: square, message: 'f'.repeat(24), text: 'moved' },
        { room: { $ne: square }, text: 'moved' },
        { room: [square], text: 'moved' },
      ])
        assertRefused(await send(path, body), 'request.invalid')
      for (const answer of await target.both(dora, 'message.get', { room: square, message }))
        assertRefused(answer, 'room.not-found')
    },
  },
  {
    ids: ['AZ-14', 'SEM-05'],
    what: 'what the server knows of a message or a document is not for its author to say',
    async run({ target, ada, tea, message, card }) {
      const codes = ['request.invalid'] as const
      const withExtras = (input: object) =>
        extras
          .filter((extra) => !Object.keys(extra).some((field) => field in input))
          .map((extra) => ({ ...input, ...extra }))
      const edit = withExtras({ room: tea, message, text: 'mine' })
      await refusedBoth(target, { by: ada, name: 'message.edit', inputs: edit, codes })
      const send = withExtras({ room: tea, text: 'mine' })
      await refusedBoth(target, { by: ada, name: 'message.send', inputs: send, codes })
      const merge = withExtras({ collection: 'board', document: card, patch: {} })
      await refusedBoth(target, { by: ada, name: 'document.merge', inputs: merge, codes })
      const replace = withExtras({ collection: 'board', document: card, data: {} })
      await refusedBoth(target, { by: ada, name: 'document.replace', inputs: replace, codes })
    },
  },
  {
    ids: ['AZ-14', 'NQ-22'],
    what: 'inside a document such fields are only data, and the server’s own stay as they are',
    writes: true,
    async run({ target, ada, ben, card }) {
      const before = await target.must(ada, 'document.get', { collection: 'board', document: card })
      const forged = {
        id: 'f'.repeat(24),
        owner: ben.id,
        createdAt: 'never',
        version: 999,
        _id: 1,
        kind: 'room',
      }
      await target.must(ben, 'document.merge', { collection: 'board', document: card, patch: forged })
      const after = await target.must(ada, 'document.get', { collection: 'board', document: card })
      const { id, owner, createdAt, kind, collection, born } = before
      assert.deepEqual(
        { ...after, version: 0, updatedAt: '', data: {} },
        {
          ...{ kind, version: 0, born, id, collection, owner, createdAt, updatedAt: '', data: {} },
        },
      )
      assert.equal(after.version, before.version + 1)
      assert.deepEqual(after.data, { ...before.data, ...forged })
    },
  },
  {
    ids: ['AZ-22'],
    what: 'the list of public rooms says nothing of who is in them and what was said',
    async run({ target, guest, dora, tea }) {
      for (const person of [guest, dora])
        for (const answer of await target.both(person, 'room.browse', {})) {
          const { items } = resultOf<{ items: Record<string, unknown>[] }>(answer)
          assert.ok(items.length > 0)
          for (const item of items)
            assert.deepEqual(Object.keys(item).toSorted(), ['joined', 'members', 'room'])
          for (const hidden of [tea, privateWord, 'Tea', 'Witness']) assert.ok(!answer.text.includes(hidden))
        }
    },
  },
  {
    ids: ['AZ-25'],
    what: 'who hears that a message was deleted does not hear what it said',
    writes: true,
    async run({ target, ada, ben, tea }) {
      const client = await target.socketOf(ben)
      const secret = 'ptarmigan-in-the-snow'
      const { id } = (await target.must(ada, 'message.send', { room: tea, text: secret })).message
      await client.saw('range', ({ items }) => JSON.stringify(items).includes(secret))
      const heard = client.events.length
      await target.must(ada, 'message.delete', { room: tea, message: id })
      await client.saw('range', ({ items }) => JSON.stringify(items).includes('"removed":true'))
      assert.ok(!JSON.stringify(client.events.slice(heard)).includes(secret))
      for (const answer of await target.both(ben, 'message.get', { room: tea, message: id }))
        assert.ok(!answer.text.includes(secret))
      const sync = { feeds: [{ feed: `room:${tea}`, since: 0 }] }
      for (const answer of await target.both(ben, 'feed.sync', sync)) assert.ok(!answer.text.includes(secret))
      assert.ok(
        !JSON.stringify(target.contents.rows('select * from message')).includes(secret),
        'nor does the store',
      )
    },
  },
  {
    ids: ['AZ-26'],
    what: 'what everybody in a room is told says nothing of one of them: no drafts, no reading, no bans',
    writes: true,
    async run({ target, ada, ben, mona, tea }) {
      const client = await target.socketOf(ben)
      const heard = client.events.length
      const named = { room: tea, text: 'for the two of you', mentions: [mona.id, ben.id], all: true }
      const { seq } = (await target.must(ada, 'message.send', named)).message as { seq: number }
      await target.must(mona, 'inbox.markRead', { room: tea, seq })
      await target.must(mona, 'inbox.update', {
        room: tea,
        draft: 'between us',
        starred: true,
        level: 'none',
      })
      await client.settled()
      const rows = client.events
        .slice(heard)
        .flatMap(({ payload }) => (payload['items'] ?? []) as Record<string, unknown>[])
      assert.deepEqual(rows.map(({ kind }) => kind).toSorted(byName), ['mention', 'message'])
      const mention = rows.find(({ kind }) => kind === 'mention')
      assert.ok(mention && String(mention['id']).includes(ben.id), 'his own alone')
      assert.ok(!JSON.stringify(rows).includes('between us'))
    },
  },
  {
    ids: ['AZ-29'],
    what: 'of another person nothing is told but the profile',
    async run({ target, ada, ben, dora, tea, ...world }) {
      const profiles = await Promise.all([
        target.both(ben, 'profile.get', { ids: [ada.id] }),
        target.both(dora, 'profile.list', { search: 'ada' }),
        target.both(ben, 'member.list', { room: tea }),
        target.both(ben, 'message.list', { room: tea }),
        target.both(ben, 'feed.sync', { feeds: [{ feed: 'directory', since: 0 }] }),
        target.both(ben, 'room.list', {}),
      ])
      for (const answer of profiles.flat()) {
        assertDone(answer)
        for (const hidden of [
          'ada@example.org',
          'argon2',
          'passwordHash',
          'refreshHash',
          ada.session,
          '127.0.0.1',
        ])
          assert.ok(!answer.text.includes(hidden), `${hidden} in ${answer.asked}`)
        for (const row of rowsIn(answer.result, 'profile'))
          assert.deepEqual(
            Object.keys(row).filter((field) => !shownOfProfiles.has(field)),
            [],
          )
      }
      assert.ok((await historyOf({ target, ada, ben, dora, tea, ...world }, ben)).length > 0)
    },
  },
  {
    ids: ['AZ-30'],
    what: 'there are no collections but those that were made',
    async run({ target, ada, olga }) {
      const names = [
        '_sessions',
        '_Join:x',
        'system.profile',
        '',
        'A',
        'a.b',
        '../x',
        'a'.repeat(41),
        '__proto__',
      ]
      const tables = [
        'roles',
        'sqlite_master',
        'account',
        'session',
        'message',
        'constructor',
        'document',
        'store',
      ]
      for (const person of [ada, olga]) {
        for (const collection of names) {
          const answer = await target.ask('socket', person, 'document.query', { collection })
          assertRefused(answer, 'request.invalid')
        }
        for (const collection of tables)
          for (const answer of await target.both(person, 'document.query', { collection }))
            assertRefused(answer, 'collection.not-found')
      }
    },
  },
  {
    ids: ['AZ-36', 'NQ-13', 'NQ-14', 'NQ-18'],
    what: 'a document that one may not read is not found by what it says, and not by what it does not say',
    async run({ target, ben, dora, guest, note }) {
      for (const person of [ben, dora, guest]) {
        const ask = async (filter: object) =>
          (await target.both(person, 'document.query', { collection: 'vault', filter })).map(
            ({ result }) => result,
          )
        const [first, ...others] = await Promise.all([
          ask({ field: 'secret', op: 'prefix', value: 'kestrel' }),
          ask({ field: 'secret', op: 'prefix', value: 'nothing' }),
          ask({ field: 'secret', op: 'exists', value: true }),
          ask({ field: '$id', op: 'eq', value: note }),
          ask({ not: { field: 'secret', op: 'eq', value: 'x' } }),
          ask({ field: 'author.passwordHash', op: 'exists', value: true }),
          ask({ field: 'account.passwordHash', op: 'prefix', value: '$argon2' }),
          ask({ field: 't1.password', op: 'ne', value: '' }),
        ])
        assert.deepEqual((first?.[0] as { items?: unknown[] } | undefined)?.items, [])
        for (const other of others) assert.deepEqual(other, first)
        for (const answer of [
          ...(await target.both(person, 'document.get', { collection: 'vault', document: note })),
          ...(await target.both(person, 'document.get', { collection: 'board', document: note })),
          ...(await target.both(person, 'document.merge', {
            collection: 'vault',
            document: note,
            patch: {},
          })),
          ...(await target.both(person, 'document.delete', { collection: 'vault', document: note })),
          ...(await target.both(person, 'document.delete', { collection: 'board', document: note })),
        ])
          assertRefused(answer, 'document.not-found')
      }
    },
  },
]

const byName = (one: unknown, other: unknown): number => String(one).localeCompare(String(other))

/** Every row of a kind, wherever it stands in an answer. */
function rowsIn(value: unknown, kind: string): object[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap((one) => rowsIn(one, kind))
  return 'kind' in value && value.kind === kind ? [value, ...inside] : inside
}
