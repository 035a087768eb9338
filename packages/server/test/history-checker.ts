/**
 * Whether what clients saw can have happened on a server that keeps its promises. A history is what every client wrote
 * down by itself, and what was stored in the end; each check is linear in it.
 */
export interface History {
  sends: Send[]
  /** Edits and deletions; who makes one waits for its end before the next of the same message. */
  changes: Change[]
  /** What readers were handed, each in its own order. */
  heard: Heard[]
  /** Everything that is stored in the end, tombstones too. */
  stored: Stored[]
  /** Who was in which room until when. */
  stays: Stay[]
  /** The last that a reader knew of each message it was handed. */
  known: Known[]
}

/** Moments are numbers that rise: one clock for all clients. */
export interface Send {
  author: string
  room: string
  digest: string
  invokedAt: number
  /** `unknown`: no answer came. `pending`: it is still waited for, which at the end is a fault. */
  end: 'ok' | 'refused' | 'unknown' | 'pending'
  endedAt: number
  /** Of the answer. */
  id?: string
  seq?: number
}

export interface Change {
  author: string
  id: string
  /** How the message stands after it. */
  now: string
  end: Send['end']
}

export interface Heard {
  reader: string
  room: string
  seq: number
  id: string
  /** Undefined: only its place was handed over, because it was deleted before the reader came to it. */
  digest: string | undefined
}

export interface Stored {
  room: string
  seq: number
  id: string
  author: string
  /** Of the text it was sent with. */
  digest: string
  /** Of how it stands: its text now, or that it was deleted. */
  now: string
}

/** A reader is handed the messages of a room after `from`, all of them, up to `until`; infinity while they are in it. */
export interface Stay {
  reader: string
  room: string
  from: number
  until: number
}

export interface Known {
  reader: string
  room: string
  id: string
  now: string
}

/** How a message stands that was deleted. */
export const deleted = 'deleted'

/** Everything that is wrong, in words; nothing: the history is possible. */
export function faultsOf(history: History): string[] {
  const stored = new Map(history.stored.map((one) => [one.id, one]))
  return [
    ...unfinished(history),
    ...lostOrDoubled(history),
    ...phantoms(history),
    ...holes(history),
    ...outOfTime(history),
    ...misheard(history, stored),
    ...skipped(history),
    ...leaks(history),
    ...undone(history, stored),
    ...divergent(history, stored),
  ]
}

function unfinished({ sends, changes }: History): string[] {
  const waits = (author: string, what: string): string => `unfinished: ${author} still waits for ${what}`
  return [
    ...sends.flatMap(({ author, digest, end }) => (end === 'pending' ? [waits(author, digest)] : [])),
    ...changes.flatMap(({ author, now, end }) => (end === 'pending' ? [waits(author, now)] : [])),
  ]
}

/** Acknowledged: stored once, where the answer said. Refused: not stored. No answer: once at most. */
function lostOrDoubled({ sends, stored }: History): string[] {
  const found = groupBy(stored, contentOf)
  return [...groupBy(sends, contentOf)].flatMap(([content, same]) => {
    const rows = found.get(content) ?? []
    const acked = same.filter(({ end }) => end === 'ok')
    const open = same.filter(({ end }) => end === 'unknown' || end === 'pending')
    const faults: string[] = []
    for (const { id, seq, digest } of acked) {
      const row = rows.find((one) => one.id === id)
      if (!row) faults.push(`lost: ${digest} was acknowledged as ${id}`)
      else if (row.seq !== seq) faults.push(`moved: ${digest} was acknowledged as ${seq}, and is ${row.seq}`)
    }
    if (rows.length > acked.length + open.length)
      faults.push(
        `doubled: ${rows.length} are stored of ${content}, sent ${acked.length + open.length} times`,
      )
    return faults
  })
}

function phantoms({ sends, stored }: History): string[] {
  const sent = new Set(sends.map(contentOf))
  return stored
    .filter((row) => !sent.has(contentOf(row)))
    .map(({ id, author, digest }) => `phantom: ${id} with ${digest}, which ${author} never sent there`)
}

function holes({ stored }: History): string[] {
  return [...groupBy(stored, ({ room }) => room)].flatMap(([room, rows]) => {
    const seqs = rows.map(({ seq }) => seq).toSorted((one, other) => one - other)
    const wrong = seqs.findIndex((seq, place) => seq !== place + 1)
    return wrong === -1 ? [] : [`hole: ${room} has ${seqs[wrong]} where ${wrong + 1} should be`]
  })
}

/** What was acknowledged before another was sent comes before it; so an author who waits keeps their order. */
function outOfTime({ sends }: History): string[] {
  return [...groupBy(sends, ({ room }) => room)].flatMap(([room, some]) => {
    const acked = some.filter(({ end }) => end === 'ok')
    const ends = acked.toSorted((one, other) => one.endedAt - other.endedAt)
    const faults: string[] = []
    let highest = 0
    let next = 0
    for (const send of acked.toSorted((one, other) => one.invokedAt - other.invokedAt)) {
      for (let ended = ends[next]; ended && ended.endedAt < send.invokedAt; ended = ends[++next])
        highest = Math.max(highest, ended.seq ?? 0)
      if ((send.seq ?? 0) <= highest)
        faults.push(
          `swapped: in ${room} ${send.digest} is ${send.seq}, sent after ${highest} was acknowledged`,
        )
    }
    return faults
  })
}

/** What readers were handed is what is stored, word for word and number for number. */
function misheard({ heard }: History, stored: Map<string, Stored>): string[] {
  return heard.flatMap(({ reader, id, seq, room, digest }) => {
    const row = stored.get(id)
    if (!row) return [`unreal: ${reader} was handed ${id}, which is not stored`]
    const samePlace = row.seq === seq && row.room === room
    const sameWords = digest === undefined ? row.now === deleted : row.digest === digest
    return samePlace && sameWords
      ? []
      : [`misheard: ${reader} was handed ${digest} as ${seq} of ${room}, and ${id} is another`]
  })
}

/** Each reader: numbers rise by one, so nothing is left out, repeated or turned round, and all hear one order. */
function skipped({ heard, stays }: History): string[] {
  const from = new Map(stays.map((stay) => [`${stay.reader} in ${stay.room}`, stay.from]))
  return [...groupBy(heard, ({ reader, room }) => `${reader} in ${room}`)].flatMap(([where, some]) =>
    some.flatMap(({ seq }, place) => {
      const before = some[place - 1]?.seq ?? from.get(where)
      if (before === undefined || seq === before + 1) return []
      return [`${seq > before ? 'skipped' : 'repeated'}: ${where}, ${seq} came after ${before}`]
    }),
  )
}

function leaks({ heard, stays }: History): string[] {
  const until = new Map<string, number>()
  for (const stay of stays) {
    const key = `${stay.reader} ${stay.room}`
    until.set(key, Math.max(stay.until, until.get(key) ?? 0))
  }
  return heard
    .filter(({ reader, room, seq }) => seq > (until.get(`${reader} ${room}`) ?? 0))
    .map(({ reader, room, seq }) => `leak: ${reader} was handed ${seq} of ${room}, and was not there`)
}

/** A message stands as its last acknowledged change left it, or one that was never answered. */
function undone({ changes }: History, stored: Map<string, Stored>): string[] {
  return [...groupBy(changes, ({ id }) => id)].flatMap(([id, some]) => {
    const row = stored.get(id)
    if (!row) return [`unreal: ${id} was changed, which is not stored`]
    const open = some.filter(({ end }) => end === 'unknown' || end === 'pending')
    const last = some.findLast(({ end }) => end === 'ok')?.now ?? row.digest
    const possible = [last, ...open.map(({ now }) => now)]
    return possible.includes(row.now) ? [] : [`undone: ${id} was ${last}, acknowledged, and is ${row.now}`]
  })
}

/** Edits and deletions: who was there to the end knows how each message stands. */
function divergent({ known, stays }: History, stored: Map<string, Stored>): string[] {
  const there = new Set(
    stays.flatMap(({ reader, room, until }) => (until === Infinity ? `${reader} ${room}` : [])),
  )
  return known.flatMap(({ reader, room, id, now }) => {
    const row = stored.get(id)
    if (!row || row.now === now || !there.has(`${reader} ${room}`)) return []
    return [`divergent: ${reader} knows ${id} as ${now}, and it is ${row.now}`]
  })
}

const contentOf = ({ author, room, digest }: { author: string; room: string; digest: string }): string =>
  `${digest} of ${author} in ${room}`

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
