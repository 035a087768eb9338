import assert from 'node:assert/strict'
import { assertDone, assertRefused, resultOf } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { raw } from '../../harness/json-text.ts'
import { refusedBoth } from '../../harness/refused.ts'
import type { World } from '../../harness/world.ts'

const kept = [
  ...[
    '👩‍👩‍👧‍👦 🇫🇷 👍🏽',
    'e\u0301',
    '\u00e9',
    '\u202eright to left',
    'a\ufeffb',
    '\u2028\u2029',
    'zero\u200bwidth',
    '\uffff\ufffe',
  ],
  ...[
    `x${'\u0301'.repeat(5_000)}`,
    '\u{10ffff}',
    '\u0001\u001f\u007f',
    '</script><script>alert(1)</script>',
    '\r\n\t',
  ],
  ...[
    '{"a":1}',
    '\\u0000',
    '\\ud800',
    '%00',
    '&lt;',
    '\u0661\u0662',
    'a'.repeat(16 * 1024),
    '\u20ac'.repeat(5_461),
  ],
].map((text) => `${text}.`.slice(0, 16 * 1024))

export const texts: readonly Attack<World>[] = [
  {
    ids: ['UNI-05', 'UNI-06'],
    what: 'half a character and U+0000 are no text, however they are written',
    async run({ target, ada, tea, message }) {
      const escapes = ['"\\ud800"', '"x\\udfff"', '"\\udc00\\ud800"', '"a\\u0000b"', '"\\uD83D"']
      const written = escapes.map((one) => raw(one))
      const codes = ['request.invalid'] as const
      const sends = written.map((text) => ({ room: tea, text }))
      await refusedBoth(target, { by: ada, name: 'message.send', inputs: sends, codes })
      const edits = written.map((text) => ({ room: tea, message, text }))
      await refusedBoth(target, { by: ada, name: 'message.edit', inputs: edits, codes })
      const drafts = written.map((draft) => ({ room: tea, draft }))
      await refusedBoth(target, { by: ada, name: 'inbox.update', inputs: drafts, codes })
      const topics = written.map((topic) => ({ room: tea, topic }))
      await refusedBoth(target, { by: ada, name: 'room.update', inputs: topics, codes })
      const signals = written.map((data) => ({ channel: `room:${tea}`, name: 'x', data }))
      await refusedBoth(target, { by: ada, name: 'signal.send', inputs: signals, codes })
    },
  },
  {
    ids: ['UNI-04', 'UNI-05', 'UNI-13', 'SIZ-08'],
    what: 'every other text comes back as it was, over REST, sockets and feeds alike',
    writes: true,
    async run({ target, ada, ben, tea }) {
      const client = await target.socketOf(ben)
      for (const text of kept) {
        if (new TextEncoder().encode(text).length > 16 * 1024) {
          for (const answer of await target.both(ada, 'message.send', { room: tea, text }))
            assertRefused(answer, 'request.too-large')
          continue
        }
        for (const answer of await target.both(ada, 'message.send', { room: tea, text })) {
          const { message } = resultOf<{ message: { id: string; text: string } }>(answer)
          assert.equal(message.text, text)
          const live = await client.saw('range', ({ items }) => JSON.stringify(items).includes(message.id))
          const rows = live?.payload['items'] as { id: string; text?: string }[]
          assert.equal(rows.find(({ id }) => id === message.id)?.text, text)
          for (const read of await target.both(ben, 'message.get', { room: tea, message: message.id }))
            assert.equal(resultOf<{ message: { text: string } }>(read).message.text, text)
        }
      }
    },
  },
  {
    ids: ['SIZ-12', 'SIZ-13'],
    what: 'a message has its bounds, in bytes and in people it names, and lists of ids theirs',
    async run({ target, ada, ben, tea }) {
      const ids = (count: number) =>
        Array.from({ length: count }, (_, place) => place.toString(16).padStart(24, '0'))
      const named = [51, 200, 4_000].map((count) => ({ room: tea, text: 'x', mentions: ids(count) }))
      const codes = ['request.invalid'] as const
      await refusedBoth(target, { by: ada, name: 'message.send', inputs: named, codes })
      const long = [
        'x'.repeat(16 * 1024 + 1),
        '\u20ac'.repeat(5_462),
        '\n'.repeat(50_000),
        '😀'.repeat(10_000),
      ]
      const sends = long.map((text) => ({ room: tea, text: `${text}.` }))
      await refusedBoth(target, {
        by: ada,
        name: 'message.send',
        inputs: sends,
        codes: ['request.too-large'],
      })
      const blank = ['', ' ', '\n'.repeat(1_000), '\u00a0\u2003', '\ufeff'].map((text) => ({
        room: tea,
        text,
      }))
      const empty = ['message.empty', 'request.invalid'] as const
      await refusedBoth(target, { by: ada, name: 'message.send', inputs: blank, codes: empty })
      const many = ids(5_000)
      const lists = [
        ['profile.get', { ids: many }],
        ['presence.get', { ids: many }],
        ['inbox.counts', { rooms: many }],
        ['presence.watch', { accounts: many }],
        ['feed.sync', { feeds: many.map((id) => ({ feed: `room:${id}` })) }],
        ['room.openDirect', { accounts: many }],
        ['room.create', { type: 'private', name: 'x', members: many }],
      ] as const
      for (const [name, input] of lists)
        for (const answer of await target.both(ben, name, input))
          assertRefused(answer, 'request.invalid', 'request.too-large')
    },
  },
  {
    ids: ['SIZ-08'],
    what: 'numbers are kept to the last digit, or refused',
    writes: true,
    async run({ target, ada, tea }) {
      const exact = [
        0, 1, -1, 0.1, 5e-324, 1.7976931348623157e308, 9007199254740991, -9007199254740991, 1e21, 1e-7,
      ]
      for (const number of exact)
        for (const answer of await target.both(ada, 'document.create', {
          collection: 'board',
          data: { number },
        }))
          assert.deepEqual(resultOf<{ document: { data: unknown } }>(answer).document.data, { number })
      for (const text of ['1e400', '-1e400', '1e99999'])
        for (const data of [raw(`{"a":${text}}`), raw(`{"a":[{"b":${text}}]}`)])
          for (const answer of await target.both(ada, 'document.create', { collection: 'board', data }))
            assertRefused(answer, 'request.invalid')
      for (const answer of await target.both(ada, 'document.create', {
        collection: 'board',
        data: raw('{"a":-0}'),
      }))
        assert.ok(Object.is(resultOf<{ document: { data: { a: number } } }>(answer).document.data.a, 0))
      for (const seq of ['1e0', '1.0', '0.1e1'])
        for (const answer of await target.both(ada, 'inbox.markRead', { room: tea, seq: raw(seq) }))
          assertDone(answer)
    },
  },
]
