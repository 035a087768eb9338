import assert from 'node:assert/strict'
import { assertDone, assertRefused, resultOf } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { refusedBoth } from '../../harness/refused.ts'
import type { World } from '../../harness/world.ts'

const sqlTexts = [
  "' OR 1=1--",
  "'); DROP TABLE message;--",
  '" OR ""="',
  "x' UNION SELECT passwordHash FROM account--",
  "a'||(select 1)||'",
  '${jndi:ldap://127.0.0.1/x}',
  "\\'; delete from session; --",
  '%_%',
  '?1 :a @b $c',
  "json_extract(text,'$.a')",
]

/** What means something to a full-text index. */
const indexTexts = [
  ...[
    'AND',
    'a OR',
    'NOT',
    'NEAR(',
    '*',
    '^',
    ':',
    '+',
    '-',
    '- x',
    '!',
    '%',
    "'",
    '"',
    '_',
    '\\',
    'a* OR b*',
    '(',
    ')',
  ],
  ...[
    'passwordHash:a',
    'nosuch:x',
    '{a b}:x',
    'username : ada',
    '((((((((((a))))))))))',
    '""',
    "''",
    ';',
    '--',
    '/*',
  ],
]

export const literalTexts: readonly Attack<World>[] = [
  {
    ids: ['SQL-01', 'SQL-06'],
    what: 'a text is a text wherever it is stored and listed, whatever it says to a database',
    writes: true,
    async run({ target, olga, ada, ben, tea, reader }) {
      const tables = Object.keys(target.contents.now())
      for (const [place, text] of sqlTexts.entries()) {
        const { message } = await target.must(ada, 'message.send', { room: tea, text })
        const read = await target.must(ben, 'message.list', { room: tea, limit: 1 })
        assert.deepEqual(read.items, [message])
        await target.must(ada, 'profile.update', { displayName: text })
        const { items } = await target.must(olga, 'profile.list', { search: text })
        assert.deepEqual(
          items.map(({ displayName }) => displayName),
          [text],
        )
        const topic = await target.must(ada, 'room.update', { room: tea, topic: text, name: text })
        assert.deepEqual([topic.room.topic, topic.room.name], [text, text])
        const { inbox } = await target.must(ada, 'inbox.update', { room: tea, draft: text })
        assert.equal(inbox.draft, text)
        const { key } = await target.must(olga, 'key.create', {
          bot: reader.id,
          name: text,
          scopes: ['rooms.read'],
        })
        assert.equal(key.name, text)
        const session = { identifier: 'ben', password: ben.password, device: text }
        assertDone(await target.rest.ask('session.create', session))
        const clientId = `id-${place}-${text.replaceAll(/[^!-~]/g, '.')}`.slice(0, 64)
        const once = { room: tea, text, clientId }
        const [first, again] = await target.both(ada, 'message.send', once)
        assert.deepEqual(first?.result, again?.result)
      }
      assert.deepEqual(Object.keys(target.contents.now()), tables)
      await target.must(ada, 'room.update', { room: tea, topic: '', name: 'Tea' })
    },
  },
  {
    ids: ['SQL-01', 'AUT-26'],
    what: 'a name that says something to a database signs nobody in and names nobody',
    async run({ target, ada }) {
      for (const identifier of sqlTexts) {
        const tried = await target.rest.ask('session.create', { identifier, password: ada.password })
        assertRefused(tried, 'auth.wrong-credentials')
        const named = await target.rest.ask('username.check', { username: identifier })
        assert.equal(resultOf<{ available: boolean }>(named).available, false)
      }
    },
  },
  {
    ids: ['SQL-02', 'SQL-05'],
    what: 'a key of a document is a key, in filters, sorts and patches',
    writes: true,
    async run({ target, ada }) {
      const keys = [
        "a') OR 1=1--",
        'a"b',
        '$.a[0]'.slice(1),
        "a']['b",
        "a'||(select 1)||'",
        'a"]',
        "x'--",
        '[0]',
        '#-1',
        '*',
      ]
      for (const key of keys.filter((one) => !one.includes('.'))) {
        const data = { [key]: 'only here', count: 1 }
        const { document } = await target.must(ada, 'document.create', { collection: 'board', data })
        const query = {
          collection: 'board',
          filter: { field: key, op: 'eq', value: 'only here' },
          sort: [{ field: key, order: 'desc' }],
        }
        for (const answer of await target.both(ada, 'document.query', query))
          assert.deepEqual(
            resultOf<{ items: { id: string }[] }>(answer).items.map(({ id }) => id),
            [document.id],
            key,
          )
        const patch = { collection: 'board', document: document.id, patch: { [key]: null, other: key } }
        for (const answer of await target.both(ada, 'document.merge', patch))
          assert.deepEqual(resultOf<{ document: { data: unknown } }>(answer).document.data, {
            count: 1,
            other: key,
          })
      }
    },
  },
  {
    ids: ['FTS-02', 'FTS-03', 'FTS-06'],
    what: 'what is searched for among rooms and people is a text, and finds what holds it',
    async run({ target, olga, dora }) {
      for (const search of [...indexTexts, ...sqlTexts]) {
        for (const name of ['room.browse', 'profile.list'] as const)
          for (const answer of await target.both(dora, name, { search })) {
            const { items } = resultOf<{ items: object[] }>(answer)
            for (const item of items) assert.ok(holds(item, search), `${search} in ${JSON.stringify(item)}`)
          }
      }
      const tooLong = ['a'.repeat(81), 'a'.repeat(5_000), '('.repeat(2_000)].map((search) => ({ search }))
      for (const name of ['room.browse', 'profile.list'] as const)
        await refusedBoth(target, { by: olga, name, inputs: tooLong, codes: ['request.invalid'] })
    },
  },
]

/** Names are folded before they are compared, so every sign of what was searched stands in the name, or none does. */
function holds(item: object, search: string): boolean {
  const signs = Array.from(search).filter((sign) => '%_*\'"\\^:!;'.includes(sign))
  const text = JSON.parse(JSON.stringify(item)) as object
  const words = Object.values('room' in text ? (text.room as object) : text).filter(
    (one) => typeof one === 'string',
  )
  return signs.every((sign) => words.some((word) => word.includes(sign)))
}
