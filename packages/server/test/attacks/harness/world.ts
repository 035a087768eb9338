import { resultOf } from './answer.ts'
import { openTarget, type Person, type Target, type Variables } from './target.ts'
import { startWitness, type Witness } from './witness.ts'

/** One server with a few people in it, each standing where somebody may try something. */
export interface World {
  target: Target
  witness: Witness
  /** Owner of the server. */
  olga: Person
  /** Owner of the private room `tea`; writes `note` in the collection where everybody has their own. */
  ada: Person
  /** Member of `tea`. */
  ben: Person
  /** Moderator of `tea`. */
  mona: Person
  /** In no private room. */
  dora: Person
  guest: Person
  /** A bot, member of `tea`, whose key may only read. */
  reader: Person
  /** A private room. */
  tea: string
  /** A public room of ada's, where only she is. */
  square: string
  /** Ada's message in `tea`, and ben's. */
  message: string
  answer: string
  /** A document of ada's in `vault`, whose rule lets owners alone read. */
  note: string
  /** A document of ada's in `board`, where everybody may do everything. */
  card: string
}

/** What stands in `tea` and `vault`, and may be seen by nobody outside. */
export const privateWord = 'kestrel-over-the-harbour'

export async function openWorld(variables: Variables = {}): Promise<World> {
  const target = await openTarget(variables)
  const { must } = target
  const olga = await target.admin('olga')
  const [ada, ben, mona, dora, guest, reader] = await Promise.all([
    target.person('ada', { email: 'ada@example.org' }),
    target.person('ben'),
    target.person('mona'),
    target.person('dora'),
    target.guest('Gus'),
    target.bot(olga, 'reader-one', ['accounts.read', 'rooms.read', 'messages.read', 'documents.read']),
  ])
  const members = [ben.id, mona.id, reader.id]
  const { room } = await must(ada, 'room.create', { type: 'private', name: 'Tea', members })
  const { room: open } = await must(ada, 'room.create', { type: 'public', name: 'Square', handle: 'square' })
  await must(ada, 'member.setRole', { room: room.id, account: mona.id, role: 'moderator' })
  const owners = { read: 'owner', create: 'anyone', update: 'owner', delete: 'owner' }
  const everybody = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' }
  await must(olga, 'collection.create', { collection: 'vault', rules: owners })
  await must(olga, 'collection.create', { collection: 'board', rules: everybody })
  const said = async (person: Person, text: string) =>
    (await must(person, 'message.send', { room: room.id, text })).message.id
  const kept = async (collection: string, data: object) =>
    (await must(ada, 'document.create', { collection, data })).document.id
  target.evidence.plant(privateWord)
  return {
    target,
    witness: await startWitness(target),
    olga,
    ada,
    ben,
    mona,
    dora,
    guest,
    reader,
    tea: room.id,
    square: open.id,
    message: await said(ada, `The ${privateWord}, said ada`),
    answer: await said(ben, 'I saw it too'),
    note: await kept('vault', { secret: privateWord, status: 'open' }),
    card: await kept('board', { title: 'Buy tea', count: 1, tags: ['a', 'b'] }),
  }
}

/** Everything ada's room says to one who may read it; for comparing before and after. */
export async function historyOf(world: World, person: Person, room = world.tea): Promise<unknown[]> {
  const answer = await world.target.ask('rest', person, 'message.list', { room, limit: 200 })
  return resultOf<{ items: unknown[] }>(answer).items
}
