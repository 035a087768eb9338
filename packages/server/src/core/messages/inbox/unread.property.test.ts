import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { limits } from '@hubbub/protocol'
import { type ChatWorld, createChatWorld, type Person } from '../../../../test/chat-world.ts'

/** What somebody does; numbers choose people and messages, modulo how many there are. */
type Deed =
  | { does: 'join' | 'leave'; who: number }
  | { does: 'send'; who: number; names: number[]; all: boolean }
  | { does: 'edit'; who: number; which: number; names: number[] }
  | { does: 'delete'; who: number; which: number }
  | { does: 'read'; who: number; seq: number; unread: boolean }

const who = fc.nat(3)
const which = fc.nat(30)
const names = fc.uniqueArray(fc.nat(3), { maxLength: 3 })
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('join' as const, 'leave' as const), who }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('send' as const), who, names, all: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('edit' as const), who, which, names }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete' as const), who, which }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('read' as const), who, seq: which, unread: fc.boolean() }),
  },
)

interface Said {
  id: string
  author: string
  names: Set<string>
  all: boolean
  removed: boolean
}

/** The rules as one would tell them, kept beside the server. */
interface Model {
  /** In order: the first has number 1. */
  said: Said[]
  readSeq: Map<string, number>
}

interface Scene {
  world: ChatWorld
  room: string
  people: Person[]
}

async function newScene(): Promise<Scene> {
  const world = createChatWorld()
  const { ada, ben, cleo, dora } = await world.people('ada', 'ben', 'cleo', 'dora')
  // The owner is none of those who act, so that everybody may leave.
  const owner = await world.person('owner')
  const room = (await owner.ask('room.create', { type: 'public', name: 'Tea', members: [ada.id, ben.id] }))
    .room.id
  return { world, room, people: [ada, ben, cleo, dora] }
}

const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(list.length, 1)]

/** Asks the server; refusals (not in the room, not the author) are part of the game. */
async function act(
  { room, people }: Scene,
  messages: readonly string[],
  deed: Deed,
): Promise<string | undefined> {
  const person = people[deed.who]
  assert.ok(person)
  const named = 'names' in deed ? deed.names.flatMap((one) => people[one]?.id ?? []) : []
  const message = 'which' in deed ? at(messages, deed.which) : undefined
  if ('which' in deed && message === undefined) return undefined
  try {
    switch (deed.does) {
      case 'join':
        return void (await person.ask('room.join', { room }))
      case 'leave':
        return void (await person.ask('room.leave', { room }))
      case 'send': {
        const sent = await person.ask('message.send', { room, text: 'x', mentions: named, all: deed.all })
        return sent.message.id
      }
      case 'edit':
        return void (await person.ask('message.edit', {
          room,
          message: message ?? '',
          text: 'y',
          mentions: named,
        }))
      case 'delete':
        return void (await person.ask('message.delete', { room, message: message ?? '' }))
      case 'read':
        return void (await person.ask('inbox.markRead', { room, seq: deed.seq, unread: deed.unread }))
    }
  } catch (refusal) {
    assert.equal((refusal as Error).name, 'Refusal')
    return undefined
  }
}

function follow(model: Model, { people }: Scene, deed: Deed, sent: string | undefined): void {
  const me = people[deed.who]?.id ?? ''
  const read = model.readSeq.get(me)
  const named = 'names' in deed ? deed.names.flatMap((one) => people[one]?.id ?? []) : []
  const isNamed = (account: string) => model.readSeq.has(account) && account !== me
  if (deed.does === 'join') model.readSeq.set(me, read ?? model.said.length)
  if (read === undefined) return
  if (deed.does === 'leave') model.readSeq.delete(me)
  if (deed.does === 'send') {
    const { all } = deed
    model.said.push({
      id: sent ?? '',
      author: me,
      names: new Set(named.filter(isNamed)),
      all,
      removed: false,
    })
  }
  if (deed.does === 'read') {
    const seq = Math.min(deed.seq, model.said.length)
    model.readSeq.set(me, deed.unread ? seq : Math.max(read, seq))
  }
  const message = 'which' in deed ? at(model.said, deed.which) : undefined
  if (message?.author !== me || message.removed) return
  if (deed.does === 'delete') message.removed = true
  if (deed.does === 'edit')
    message.names = new Set(named.filter((account) => message.names.has(account) || isNamed(account)))
}

function countsOf(said: readonly Said[], account: string, readSeq: number) {
  const unread = said.filter((one, place) => place + 1 > readSeq && !one.removed && one.author !== account)
  const mentions = unread.filter((one) => one.all || one.names.has(account))
  const shown = (all: readonly Said[]) => Math.min(all.length, limits.unreadShown)
  return { unread: shown(unread), mentions: shown(mentions) }
}

async function countsByServer({ room }: Scene, person: Person) {
  const item = (await person.ask('inbox.counts', { rooms: [room] })).items[0]
  return item && { unread: item.unread, mentions: item.mentions }
}

test('whatever people do, unread messages and mentions are those a naive count gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
      const scene = await newScene()
      const model: Model = { said: [], readSeq: new Map(scene.people.slice(0, 2).map(({ id }) => [id, 0])) }
      for (const one of deeds) {
        const ids = model.said.map(({ id }) => id)
        follow(model, scene, one, await act(scene, ids, one))
        for (const person of scene.people) {
          const read = model.readSeq.get(person.id)
          const expected = read === undefined ? undefined : countsOf(model.said, person.id, read)
          assert.deepEqual(await countsByServer(scene, person), expected)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('the same holds when several act at once, and who joins has nothing unread at that moment', async () => {
  const groups = fc.array(fc.array(deed, { minLength: 2, maxLength: 8 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(groups, async (rounds) => {
      const scene = await newScene()
      const ids: string[] = []
      for (const round of rounds) {
        const sent = await Promise.all(round.map((one) => act(scene, ids, one)))
        ids.push(...sent.filter((id) => id !== undefined))
      }
      checkJoins(scene)
      for (const person of scene.people) await checkAgainstHistory(scene, person)
    }),
    { numRuns: 60 },
  )
})

/** Counted again from what the person can read. */
async function checkAgainstHistory(scene: Scene, person: Person): Promise<void> {
  const mine = (await person.ask('room.list', {})).items[0]
  const counts = await countsByServer(scene, person)
  assert.equal(counts === undefined, mine === undefined)
  if (!mine) return
  const { items } = await person.ask('message.list', { room: scene.room, after: 0, limit: limits.pageMax })
  assert.deepEqual(
    items.map(({ seq }) => seq),
    items.map((_, place) => place + 1),
  )
  const said = items.map((one): Said => {
    const { id, author } = one
    if ('removed' in one) return { id, author, names: new Set(), all: false, removed: true }
    return { id, author, names: new Set(one.mentions), all: one.all === true, removed: false }
  })
  assert.deepEqual(counts, countsOf(said, person.id, mine.inbox.readSeq))
}

/** In the order of the store, the read position of who joins is the newest number of that moment. */
function checkJoins({ world, room }: Scene): void {
  let newest = 0
  for (const { rows } of world.news) {
    newest = Math.max(newest, ...rows.map((row) => (row.kind === 'message' ? (row.seq ?? 0) : 0)))
    const joins = rows.some((row) => row.kind === 'member' && !row.removed && row.feed === `room:${room}`)
    const inbox = rows.find((row) => row.kind === 'inbox' && !row.removed)
    if (joins && inbox) assert.equal((inbox.columns as { readSeq: number }).readSeq, newest)
  }
}
