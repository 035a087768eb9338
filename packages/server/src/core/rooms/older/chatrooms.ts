import { type AccountId, limits } from '@hubbub/protocol'
import { canRead, isDirect, type MemberRow, type RoomRow } from '../../access.ts'
import { contractOf } from '../../accounts/older/contract-of.ts'
import { profileFacts } from '../../accounts/rows/account-rows.ts'
import type { AccountCaller } from '../../caller.ts'
import { userFeed } from '../../feeds/feed-ids.ts'
import { inOrder } from '../../in-order.ts'
import { inPages } from '../../in-pages.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { loadRoom } from '../load-room.ts'
import { factsOf } from '../new-room.ts'

type Reading = Pick<Ports, 'store'>
type Who = Pick<AccountCaller, 'account'>

/** A room with everybody in it, as an older contract shows it. */
export interface Chatroom {
  id: string
  name: string
  topic: string | undefined
  members: AccountId[]
}

/** A room the caller is in. */
export async function getChatroom(
  ports: Reading,
  caller: Who,
  { room: id }: { room: string },
): Promise<Chatroom> {
  const { room, member } = await loadRoom(ports, caller, id)
  if (!canRead(member)) throw refuse('room.not-found')
  return chatroomOf(ports, caller, room)
}

/** The rooms the caller is in, native ones too, in the order of their making. */
export async function* listMyChatrooms(ports: Reading, caller: AccountCaller): AsyncGenerator<Chatroom[]> {
  for await (const page of inOrder(myRooms(ports, caller))) {
    for (const { room } of page) yield [await chatroomOf(ports, caller, room)]
  }
}

/** The same rooms by name alone. */
export async function* nameMyRooms(
  ports: Reading,
  caller: Who,
): AsyncGenerator<Pick<Chatroom, 'id' | 'name'>[]> {
  for await (const page of myRooms(ports, caller)) {
    yield page.map(({ room }) => ({ id: room.id, name: factsOf(room).name ?? '' }))
  }
}

async function* myRooms({ store }: Reading, { account }: Who) {
  const { read } = store
  // Pages that are read here and now: who has just come hears of the end of every room they are in.
  const page = { limit: limits.pageMax }
  for await (const memberships of inPages((at) => read.inFeed('membership', userFeed(account), at), page)) {
    const rooms = await read.rows(
      'room',
      memberships.map(({ columns }) => columns.room),
    )
    const inTurn = rooms.sort((one, other) => (one.id < other.id ? -1 : 1))
    yield inTurn.map((room) => ({ id: room.id, order: room.columns.createdAt, room }))
  }
}

/** What the contract made and anybody may join, without who is in it (decision 22). */
export async function* listOpenChatrooms(
  { store }: Reading,
  caller: AccountCaller,
): AsyncGenerator<Pick<Chatroom, 'id' | 'name'>[]> {
  const contract = contractOf(caller)
  async function* pages() {
    for await (const rooms of inPages((at) => store.read.rowsMadeBy('room', contract, at))) {
      const open = rooms.filter(({ columns: { type } }) => type === 'public' || type === 'unlisted')
      yield open.map((room) => ({ id: room.id, order: room.columns.createdAt, room }))
    }
  }
  for await (const page of inOrder(pages())) {
    yield page.map(({ room }) => ({ id: room.id, name: factsOf(room).name ?? '' }))
  }
}

async function chatroomOf(ports: Reading, caller: Who, room: RoomRow): Promise<Chatroom> {
  const members = await everybodyIn(ports, room)
  const { name, topic } = factsOf(room)
  const shown = name ?? (isDirect(room) ? await othersNames(ports, caller, members) : '')
  return { id: room.id, name: shown, topic, members }
}

/** In the order in which they came, its maker first. */
async function everybodyIn({ store }: Reading, room: RoomRow): Promise<AccountId[]> {
  const found: MemberRow[] = []
  for await (const page of inPages((at) => store.read.inFeed('member', room.feed, at))) found.push(...page)
  const placeOf = ({ born, columns }: MemberRow) => (columns.account === room.columns.createdBy ? 0 : born)
  return found.sort((one, other) => placeOf(one) - placeOf(other)).map(({ columns }) => columns.account)
}

/** A direct room is called by the others in it. */
async function othersNames({ store }: Reading, caller: Who, members: readonly AccountId[]): Promise<string> {
  const others = members.filter((one) => one !== caller.account)
  const profiles = await store.read.rows('profile', others)
  return profiles
    .map((profile) => profileFacts(profile).username)
    .sort()
    .join(', ')
}
