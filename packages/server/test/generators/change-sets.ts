import fc from 'fast-check'
import type { ChangeSet, Expectation, Name, Put, RowKey, Write } from '../../src/core/feeds/change-set.ts'
import type { Columns, Kind } from '../../src/core/feeds/kinds.ts'

/**
 * Stories of change sets over a world so small that sets meet: the same rows, names and keys again and again, good
 * sets and mistaken ones. Everything in it begins with a prefix, so that many stories fit in one store.
 */
export interface Story {
  sets: ChangeSet[]
  /** How many sets each batch takes; the last number is used for the rest. */
  batches: number[]
}

export const stories = (prefix: () => string): fc.Arbitrary<Story> =>
  fc
    .record({
      moves: fc.array(moves, { minLength: 1, maxLength: 25 }),
      batches: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 }),
    })
    .map((told) => {
      const world = worldOf(prefix())
      return { sets: told.moves.map((move) => setOf(world, move)), batches: told.batches }
    })

/** Cuts a story into its batches. */
export function batchesOf({ sets, batches }: Story): ChangeSet[][] {
  const cut: ChangeSet[][] = []
  for (let from = 0; from < sets.length; ) {
    const size = batches[cut.length] ?? batches.at(-1) ?? 1
    cut.push(sets.slice(from, from + size))
    from += size
  }
  return cut
}

const places = 14
const place = fc.nat(places - 1)
const name = fc.nat(2)
const owner = fc.constantFrom('ada', 'ben')

const writes = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ put: place, text: fc.nat(3), fresh: oftenNot(8), fills: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ remove: place, at: fc.nat(100) }) },
  { weight: 2, arbitrary: fc.record({ claim: name, owner }) },
  { weight: 1, arbitrary: fc.record({ release: name }) },
)

const expectations = fc.oneof(
  { weight: 3, arbitrary: fc.record({ row: place, version: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ name, owner: fc.option(owner) }) },
  { weight: 1, arbitrary: fc.record({ count: place, fewerThan: fc.nat(3) }) },
)

const moves = fc.record({
  key: fc.nat(15),
  other: oftenNot(6),
  refs: fc.option(fc.array(place, { maxLength: 2 }), { nil: undefined, freq: 3 }),
  expect: fc.array(expectations, { maxLength: 1 }),
  writes: fc.array(writes, { maxLength: 4 }),
  strayFeed: oftenNot(20),
})
type Move = typeof moves extends fc.Arbitrary<infer M> ? M : never

function oftenNot(oneIn: number): fc.Arbitrary<boolean> {
  return fc.nat(oneIn - 1).map((roll) => roll === 0)
}

interface World {
  prefix: string
  slots: Put[]
}

function worldOf(prefix: string): World {
  const room = (id: string) => `room:${prefix}${id}`
  const user = `user:${prefix}ada`
  const slot = <K extends Kind>(kind: K, id: string, feed: string, columns: Columns<K>, fill?: Put['fill']) =>
    ({ op: 'put', kind, id: prefix + id, feed, columns, text: '', fill }) as Put
  const message = (id: string, of: string) =>
    slot('message', id, room(of), { room: prefix + of, author: 'ada', all: 0, createdAt: 1 })
  const inbox = (of: string) =>
    slot('inbox', of, user, { account: 'ada', room: of, readSeq: 0 }, { as: 'readSeq', from: room(of) })
  const mention = (of: string) =>
    slot(
      'mention',
      `m ${of}`,
      user,
      { account: 'ada', room: of, message: of, seq: 0 },
      { as: 'seq', from: room(of) },
    )
  const member = (of: string) =>
    slot('member', of, room(of), { room: of, account: 'ada', role: 'member', mutedUntil: null })
  const slots = [
    ...['a1', 'a2', 'a3', 'a4', 'a5'].map((id) => message(id, 'a')),
    ...['b1', 'b2'].map((id) => message(id, 'b')),
    ...['a', 'b'].flatMap((id) => [inbox(id), mention(id), member(id)]),
    slot('profile', 'ada', `collection:${prefix}`, { username: 'ada', search: 'ada', role: 'member' }),
  ]
  return { prefix, slots }
}

const nameOf = ({ prefix }: World, number: number): Name => ({ space: 'handle', name: `${prefix}${number}` })

function slotAt({ slots }: World, number: number): Put {
  const slot = slots[number]
  if (!slot) throw new Error('there is no such place')
  return slot
}

function setOf(world: World, move: Move): ChangeSet {
  const expect = move.expect.map((one): Expectation => {
    if ('name' in one) return { name: nameOf(world, one.name), owner: one.owner }
    if ('count' in one) {
      const { kind, feed } = slotAt(world, one.count)
      return { count: kind, feed, fewerThan: one.fewerThan }
    }
    const { kind, id, feed } = slotAt(world, one.row)
    return { row: { kind, id }, feed, version: one.version }
  })
  const refs = move.refs?.map((one): RowKey => {
    const { kind, id } = slotAt(world, one)
    return { kind, id }
  })
  return {
    once: {
      key: `${world.prefix}${move.key}`,
      digest: move.other ? 'other' : 'usual',
      expires: null,
      ...(refs && { refs }),
    },
    // The second room is touched by all, as feeds may be that are only read.
    touches: [slotAt(world, 0).feed, slotAt(world, 5).feed],
    expect,
    writes: move.writes.map((write) => writeOf(world, write, move.strayFeed)),
  }
}

function writeOf(world: World, write: Move['writes'][number], isStray: boolean): Write {
  if ('claim' in write) return { op: 'claim', name: nameOf(world, write.claim), owner: write.owner }
  if ('release' in write) return { op: 'release', name: nameOf(world, write.release) }
  const { kind, id, feed: own, columns, fill } = slotAt(world, 'put' in write ? write.put : write.remove)
  const feed = isStray ? slotAt(world, 5).feed : own
  const where = { kind, id, feed }
  if ('remove' in write) return { op: 'remove', ...where, text: '{"gone":1}', at: write.at } as Write
  return {
    op: 'put',
    ...where,
    // A message's room is the one whose feed it stands in.
    columns: kind === 'message' ? { ...columns, room: feed.slice('room:'.length) } : columns,
    text: `{"text":${write.text}}`,
    ...(write.fills && fill && { fill }),
    ...(write.fresh && { fresh: true }),
  } as Write
}
