import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleted, faultsOf, type Heard, type History, type Send, type Stored } from './history-checker.ts'

/** The checker is believed because it finds what was forged. */

const room = 'garden'
const authors = ['ada', 'ben'] as const

/** Two people take turns, each waiting for the answer; both hear everything, and so does cleo until she leaves. */
function possible(count = 10): History {
  const sends: Send[] = []
  const stored: Stored[] = []
  const heard: Heard[] = []
  for (let seq = 1; seq <= count; seq++) {
    const author = authors[seq % 2] ?? 'ada'
    const [id, digest] = [`id ${seq}`, `text ${seq}`]
    sends.push({ author, room, digest, invokedAt: seq * 10, end: 'ok', endedAt: seq * 10 + 5, id, seq })
    stored.push({ room, seq, id, author, digest, now: digest })
    for (const reader of authors) heard.push({ reader, room, seq, id, digest })
    if (seq <= 4) heard.push({ reader: 'cleo', room, seq, id, digest })
  }
  const stays = [
    ...authors.map((reader) => ({ reader, room, from: 0, until: Infinity })),
    { reader: 'cleo', room, from: 0, until: 4 },
  ]
  return { sends, changes: [], stored, heard, stays, known: [] }
}

function at<T>(list: T[], place: number): T {
  const one = list[place]
  assert.ok(one)
  return one
}

test('what keeps the promises is possible', () => {
  assert.deepEqual(faultsOf(possible()), [])
})

test('a send without an answer may be stored or not; one that was refused is not', () => {
  const history = possible()
  const unknown = { author: 'ada', room, invokedAt: 200, end: 'unknown', endedAt: 210 } as const
  history.sends.push({ ...unknown, digest: 'stored' }, { ...unknown, digest: 'not stored' })
  history.sends.push({ ...unknown, digest: 'refused', end: 'refused' })
  history.stored.push({ room, seq: 11, id: 'id 11', author: 'ada', digest: 'stored', now: 'stored' })
  assert.deepEqual(faultsOf(history), [])
})

test('sends under way at once may be stored in any order', () => {
  const history = possible()
  const [one, other] = [at(history.sends, 4), at(history.sends, 5)]
  other.invokedAt = one.invokedAt + 1
  ;[one.seq, other.seq] = [other.seq, one.seq]
  const [first, second] = [at(history.stored, 4), at(history.stored, 5)]
  ;[first.seq, second.seq] = [second.seq, first.seq]
  for (const heard of history.heard) {
    if (heard.seq === 5) Object.assign(heard, { id: second.id, digest: second.digest })
    else if (heard.seq === 6) Object.assign(heard, { id: first.id, digest: first.digest })
  }
  assert.deepEqual(faultsOf(history), [])
})

/** Each forgery, and what the checker must say of it. */
const forgeries: Record<string, { forge: (history: History) => void; found: RegExp }> = {
  'one acknowledged message lost': {
    forge: ({ stored }) => stored.pop(),
    found: /^lost: text 10/,
  },
  'one lost in the middle': {
    forge: ({ stored }) => stored.splice(4, 1),
    found: /^hole: garden has 6 where 5 should be/,
  },
  'one doubled': {
    forge: ({ stored }) => stored.push({ ...at(stored, 3), id: 'id again', seq: 11 }),
    found: /^doubled: 2 are stored of text 4 of ada in garden, sent 1 times/,
  },
  'two swapped': {
    forge({ stored, sends, heard }) {
      const [one, other] = [at(stored, 4), at(stored, 5)]
      ;[one.seq, other.seq] = [other.seq, one.seq]
      ;[at(sends, 4).seq, at(sends, 5).seq] = [6, 5]
      heard.length = 0
    },
    found: /^swapped: in garden text 6 is 5, sent after 6 was acknowledged/,
  },
  'an answer with another number than the stored one': {
    forge: ({ sends }) => (at(sends, 9).seq = 11),
    found: /^moved: text 10 was acknowledged as 11, and is 10/,
  },
  'one phantom': {
    forge: ({ stored }) =>
      stored.push({ room, seq: 11, id: 'id 11', author: 'ada', digest: 'nobody said this', now: '' }),
    found: /^phantom: id 11 with nobody said this, which ada never sent there/,
  },
  'one under another name': {
    forge: ({ stored }) => (at(stored, 2).author = 'mallory'),
    found: /^phantom: id 3 with text 3, which mallory never sent there/,
  },
  'one in another room': {
    forge: ({ stored }) => (at(stored, 9).room = 'attic'),
    found: /^phantom: id 10 /,
  },
  'one refused and stored all the same': {
    forge: ({ sends }) => (at(sends, 9).end = 'refused'),
    found: /^doubled: 1 are stored of text 10 of ada in garden, sent 0 times/,
  },
  'one leak': {
    forge: ({ heard }) => heard.push({ reader: 'cleo', room, seq: 5, id: 'id 5', digest: 'text 5' }),
    found: /^leak: cleo was handed 5 of garden, and was not there/,
  },
  'a reader who was never there': {
    forge: ({ heard }) => heard.push({ reader: 'mallory', room, seq: 1, id: 'id 1', digest: 'text 1' }),
    found: /^leak: mallory was handed 1/,
  },
  'one not handed over': {
    forge: ({ heard }) => heard.splice(placeOf(heard, 'ben', 5), 1),
    found: /^skipped: ben in garden, 6 came after 4/,
  },
  'the first not handed over': {
    forge: ({ heard }) => heard.splice(placeOf(heard, 'ben', 1), 1),
    found: /^skipped: ben in garden, 2 came after 0/,
  },
  'one from before they came handed over as new': {
    forge: ({ stays }) => (at(stays, 1).from = 3),
    found: /^repeated: ben in garden, 1 came after 3/,
  },
  'one handed over twice': {
    forge: ({ heard }) => heard.splice(placeOf(heard, 'ben', 5), 0, at(heard, placeOf(heard, 'ben', 5))),
    found: /^repeated: ben in garden, 5 came after 5/,
  },
  'one handed over with other words': {
    forge: ({ heard }) => (at(heard, placeOf(heard, 'ben', 5)).digest = 'text 5, almost'),
    found: /^misheard: ben was handed text 5, almost as 5 of garden/,
  },
  'one handed over that is not stored': {
    forge: ({ heard }) => heard.push({ reader: 'ben', room, seq: 11, id: 'id 11', digest: 'text 11' }),
    found: /^unreal: ben was handed id 11/,
  },
  'an edit that a reader never learned of': {
    forge({ known, stored }) {
      known.push({ reader: 'ben', room, id: 'id 5', now: 'text 5' })
      at(stored, 4).now = 'text 5, edited'
    },
    found: /^divergent: ben knows id 5 as text 5, and it is text 5, edited/,
  },
  'an edit that was acknowledged and is not there': {
    forge: ({ changes }) => changes.push({ author: 'ada', id: 'id 6', now: 'text 6, edited', end: 'ok' }),
    found: /^undone: id 6 was text 6, edited, acknowledged, and is text 6/,
  },
  'an edit that came back over a later one': {
    forge({ changes, stored }) {
      for (const now of ['text 6, once', 'text 6, twice'])
        changes.push({ author: 'ada', id: 'id 6', now, end: 'ok' })
      at(stored, 5).now = 'text 6, once'
    },
    found: /^undone: id 6 was text 6, twice, acknowledged, and is text 6, once/,
  },
  'a deletion that was refused and done all the same': {
    forge({ changes, stored }) {
      changes.push({ author: 'ada', id: 'id 6', now: deleted, end: 'refused' })
      at(stored, 5).now = deleted
    },
    found: /^undone: id 6 was text 6/,
  },
  'a place without words, of a message that stands': {
    forge: ({ heard }) => (at(heard, placeOf(heard, 'ben', 5)).digest = undefined),
    found: /^misheard: ben /,
  },
  'an edit that is never answered': {
    forge: ({ changes }) =>
      changes.push({ author: 'ada', id: 'id 6', now: 'text 6, edited', end: 'pending' }),
    found: /^unfinished: ada still waits for text 6, edited/,
  },
  'one that is never answered': {
    forge: ({ sends }) => (at(sends, 9).end = 'pending'),
    found: /^unfinished: ada still waits for text 10/,
  },
}

const placeOf = (heard: Heard[], reader: string, seq: number): number =>
  heard.findIndex((one) => one.reader === reader && one.seq === seq)

for (const [what, { forge, found }] of Object.entries(forgeries)) {
  test(`found: ${what}`, () => {
    const history = possible()
    forge(history)
    const faults = faultsOf(history)
    assert.ok(
      faults.some((fault) => found.test(fault)),
      `${String(found)} among ${JSON.stringify(faults)}`,
    )
  })
}

test('a message is as its last acknowledged change left it, or as one without an answer would', () => {
  const history = possible()
  const change = (now: string, end: 'ok' | 'unknown') => ({ author: 'ada', id: 'id 6', now, end })
  history.changes.push(change('once', 'ok'), change('twice', 'unknown'), change('thrice', 'ok'))
  for (const now of ['thrice', 'twice']) {
    at(history.stored, 5).now = now
    assert.deepEqual(faultsOf(history), [])
  }
})

test('of a message that was deleted before a reader came to it there is its place', () => {
  const history = possible()
  at(history.stored, 4).now = deleted
  history.changes.push({ author: 'ada', id: 'id 5', now: deleted, end: 'ok' })
  at(history.heard, placeOf(history.heard, 'ben', 5)).digest = undefined
  assert.deepEqual(faultsOf(history), [])
})

test('who left before an edit need not know of it', () => {
  const history = possible()
  at(history.stored, 2).now = 'text 3, edited'
  history.known.push({ reader: 'cleo', room, id: 'id 3', now: 'text 3' })
  assert.deepEqual(faultsOf(history), [])
})

test('checking takes time in proportion: a hundred thousand messages are no matter', () => {
  assert.deepEqual(faultsOf(possible(100_000)), [])
})
