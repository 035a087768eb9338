import assert from 'node:assert/strict'
import { assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { refusedBoth } from '../../harness/refused.ts'
import type { World } from '../../harness/world.ts'

const password = 'a long enough password'

function noUsernames(ids: readonly string[], what: string, usernames: readonly string[]): Attack<World> {
  return {
    ids,
    what,
    async run({ target, ada, mona }) {
      const codes = ['username.invalid', 'username.taken', 'request.invalid'] as const
      const inputs = usernames.map((username) => ({ username, password }))
      await refusedBoth(target, { over: ada, name: 'account.register', inputs, codes })
      const names = usernames.map((username) => ({ username }))
      await refusedBoth(target, { by: mona, name: 'profile.update', inputs: names, codes })
    },
  }
}

/** Names that nobody can see, or that break out of where they are shown. */
const badShownNames = [
  ...[
    '\u00a0',
    '\u3164',
    '\u2800',
    ' ',
    '\t',
    '\u200b',
    '\u2060\u2060',
    '\ufeff',
    '\u00ad',
    '\u{e0061}\u{e0062}',
  ],
  ...['a\r\nb', 'a\nX-Header: y', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\u000bb', 'a\u0007', '\u001b[31mred'],
  ...[
    '\u202eevil',
    'a\u202db',
    '\u2066x\u2069',
    'a\ufffeb',
    '\ue000',
    '\u0301',
    `a${'\u0301'.repeat(5_000)}`,
  ],
  ...[`a${'\u0301'.repeat(20)}`, '\ufff9x\ufffa'],
]

export const names: readonly Attack<World>[] = [
  noUsernames(['UNI-01', 'UNI-09'], 'a name that looks or folds like one that is there is not given', [
    ...['\u0430da', '\u03b1da', 'ad\u0430', 'ADA', 'Ada', '\uff41\uff44\uff41', 'a\u0064a', '\u{1d51e}da'],
    ...['b\u0435n', 'olg\u03b1', 'DORA'],
  ]),
  noUsernames(
    ['UNI-01', 'UNI-14'],
    'a name of authority, of everybody or of nobody is not given, nor one that reads like it',
    [
      ...[
        'admin',
        '\u0430dmin',
        'adm1n',
        'Admin',
        'ad.min',
        'administrator',
        'root',
        'support',
        'moderator',
        'system',
      ],
      ...[
        'everyone',
        'here',
        'all',
        'null',
        'undefined',
        'me',
        'hubbub',
        'bot',
        'guest',
        'deleted',
        'true',
        'self',
      ],
    ],
  ),
  noUsernames(
    ['UNI-02', 'UNI-08', 'UNI-10', 'SQL-06'],
    'a name has no letters that cannot be seen, and no signs but a few',
    [
      ...[
        'ad\u200bmin2',
        'ad\u2060x',
        '\ufeffabc',
        'ab\u00adc',
        'ab\ufe0fc',
        'ab\u{e0061}c',
        'a\u034fb',
        'a\u180eb',
        'a\u115fb',
      ],
      ...[
        '\u00a0\u00a0',
        '\u3164\u3164',
        '\u2800\u2800',
        '   ',
        'a b',
        'a\tb',
        'a\r\nb',
        'a\u2028b',
        'a\u0085b',
        'a\u000bb',
      ],
      ...[
        '..',
        '.',
        '-',
        '__',
        'a..b',
        '-a',
        'a-',
        '123',
        '\u0661\u0662',
        'f'.repeat(24),
        '0123456789abcdef01234567',
      ],
      ...[
        '6f9619ff-8b86-d011-b42d-00c04fc964ff',
        'a/b',
        'a\\b',
        'a:b',
        'a@b',
        'a#b',
        'a%b',
        '<b>',
        'a"b',
        "a'b",
        'a;b',
      ],
      ...[
        '\u202eabc',
        'abc\u202e',
        'a\u0301\u0301\u0301\u0301\u0301',
        'x'.repeat(41),
        'a\u0000b',
        '\ud800a',
        'a😀b',
        '${x}',
      ],
      ...['a\u0435b', '\u05d0b', '1\u0661a'],
    ],
  ),
  {
    ids: ['UNI-08', 'UNI-10', 'UNI-04'],
    what: 'what people and rooms are called can be seen, stays on its line and within its height',
    async run({ target, ada, tea }) {
      const codes = ['display-name.invalid', 'request.invalid'] as const
      const shown = badShownNames.map((displayName) => ({ displayName }))
      await refusedBoth(target, { by: ada, name: 'profile.update', inputs: shown, codes })
      const register = shown.map((one, place) => ({ username: `shown-${place}a`, password, ...one }))
      await refusedBoth(target, { over: ada, name: 'account.register', inputs: register, codes })
      const guests = shown.map((one) => one)
      await refusedBoth(target, { over: ada, name: 'guest.create', inputs: guests, codes })
      const rooms = badShownNames.map((name) => ({ type: 'private', name }))
      await refusedBoth(target, { by: ada, name: 'room.create', inputs: rooms, codes })
      const renamed = badShownNames.map((name) => ({ room: tea, name }))
      await refusedBoth(target, { by: ada, name: 'room.update', inputs: renamed, codes })
    },
  },
  {
    ids: ['UNI-01'],
    what: 'a shown name that reads like another person’s is marked, so that both can be told apart',
    writes: true,
    async run({ target, dora }) {
      await target.person('grace', { displayName: 'Grace Hopper' })
      const twin = await target.person('graze', { displayName: 'Gr\u0430ce Hopper' })
      const { items } = await target.must(dora, 'profile.get', { ids: [twin.id] })
      assert.equal(items[0]?.lookalike, true)
    },
  },
  {
    ids: ['UNI-09'],
    what: 'no two names fold to one: sharp s, dotless i, the Kelvin sign, the last sigma',
    writes: true,
    async run({ target }) {
      const pairs = [
        ['stra\u00dfe', 'strasse'],
        ['kelvin', '\u212aelvin'],
        ['\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3', '\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2'],
        ['ismail', '\u0131smail'],
        ['finesse', '\u017finesse'.replace('\u017f', 'f').replace('ss', '\u017fs')],
        ['caf\u00e9', 'cafe\u0301'],
      ]
      for (const [first, second] of pairs) {
        await target.person(first ?? '')
        const again = await target.rest.ask('account.register', { username: second, password })
        assertRefused(again, 'username.taken', 'username.invalid')
      }
    },
  },
]
