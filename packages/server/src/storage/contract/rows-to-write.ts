import type {
  Claim,
  ChangeSet,
  Expectation,
  Name,
  NameSpace,
  Once,
  Put,
  Remove,
  Write,
} from '../../core/feeds/change-set.ts'
import type { Kind } from '../../core/feeds/kinds.ts'
import { collectionFeed, directoryFeed, roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'

/** Change sets in few words, for the contract. Ids are made of names, so that a failed test can be read. */

export const ada = idOf('ada')
export const ben = idOf('ben')
export const cleo = idOf('cleo')

/** 24 hex digits that begin with a name. */
export function idOf(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(24, '0').slice(0, 24)
}

let sets = 0

/** A set with a key of its own, touching what it writes and expects. */
export function set(
  writes: Write[],
  {
    expect = [],
    once = {},
    touches = [],
  }: { expect?: Expectation[]; once?: Partial<Once>; touches?: string[] } = {},
): ChangeSet {
  const feeds = [...writes, ...expect].flatMap((one) => ('feed' in one ? [one.feed] : []))
  return {
    once: { key: `key ${++sets}`, digest: 'same', expires: null, ...once },
    touches: [...new Set([...touches, ...feeds])],
    expect,
    writes,
  }
}

export interface MessageWords {
  room?: string
  author?: string
  text?: string
  all?: boolean
  fresh?: boolean
}

export function message(
  name: string,
  { room = 'lounge', author = ada, text = `this is ${name}`, all = false, fresh = true }: MessageWords = {},
): Put<'message'> {
  const id = idOf(name)
  return {
    op: 'put',
    kind: 'message',
    id,
    feed: roomFeed(idOf(room)),
    columns: { room: idOf(room), author, all: all ? 1 : 0, createdAt: 1_000 },
    text: JSON.stringify({ id, text }),
    ...(fresh ? { fresh: true } : {}),
  }
}

export function room(
  name: string,
  {
    type = 'public',
    archived = 0,
    search = name,
  }: { type?: string; archived?: number; search?: string } = {},
): Put<'room'> {
  const id = idOf(name)
  return {
    op: 'put',
    kind: 'room',
    id,
    feed: roomFeed(id),
    columns: { type, archived, posting: 'everyone', search, createdBy: ada, madeBy: null, createdAt: 1_000 },
    text: JSON.stringify({ id, name }),
  }
}

export function member(roomName: string, account: string, role = 'member'): Put<'member'> {
  const id = `${idOf(roomName)}.${account}`
  return {
    op: 'put',
    kind: 'member',
    id,
    feed: roomFeed(idOf(roomName)),
    columns: { room: idOf(roomName), account, role, mutedUntil: null },
    text: JSON.stringify({ id, role }),
  }
}

export function membership(roomName: string, account: string): Put<'membership'> {
  const id = `${account}.${idOf(roomName)}`
  return {
    op: 'put',
    kind: 'membership',
    id,
    feed: userFeed(account),
    columns: { account, room: idOf(roomName), role: 'member' },
    text: JSON.stringify({ id }),
  }
}

export function inbox(roomName: string, account: string, readSeq: number): Put<'inbox'> {
  const id = `${account}.${idOf(roomName)}`
  return {
    op: 'put',
    kind: 'inbox',
    id,
    feed: userFeed(account),
    columns: { account, room: idOf(roomName), readSeq },
    text: JSON.stringify({ id }),
  }
}

export function mention(of: Put<'message'>, account: string): Put<'mention'> {
  const id = `${of.id}.${account}`
  return {
    op: 'put',
    kind: 'mention',
    id,
    feed: userFeed(account),
    columns: { account, room: of.columns.room, message: of.id, seq: 0 },
    fill: { as: 'seq', from: of.feed },
    text: JSON.stringify({ id }),
    fresh: true,
  }
}

export function profile(name: string, search = name): Put<'profile'> {
  const id = idOf(name)
  return {
    op: 'put',
    kind: 'profile',
    id,
    feed: directoryFeed,
    columns: { username: name, search, role: 'member' },
    text: JSON.stringify({ id, username: name }),
  }
}

export function collection(name: string): Put<'collection'> {
  return {
    op: 'put',
    kind: 'collection',
    id: name,
    feed: collectionFeed(name),
    columns: { createdAt: 1_000, madeBy: null },
    text: JSON.stringify({ id: name }),
  }
}

export function account(name: string, role = 'member'): Put<'account'> {
  const id = idOf(name)
  return {
    op: 'put',
    kind: 'account',
    id,
    feed: userFeed(id),
    columns: {
      role,
      status: 'active',
      passwordHash: 'secret',
      emailVerified: 0,
      madeBy: null,
      createdAt: 1_000,
    },
    text: JSON.stringify({ id, username: name }),
  }
}

export function session(name: string, account: string, expiresAt: number): Put<'session'> {
  const id = idOf(name)
  return {
    op: 'put',
    kind: 'session',
    id,
    feed: userFeed(account),
    columns: { account, refreshHash: 'secret', previousHash: null, rotatedAt: 1_000, expiresAt },
    text: JSON.stringify({ id, account }),
  }
}

export function document(
  name: string,
  data: Record<string, unknown>,
  { collection = 'notes', owner = ada }: { collection?: string; owner?: string | null } = {},
): Put<'document'> {
  const id = idOf(name)
  return {
    op: 'put',
    kind: 'document',
    id,
    feed: collectionFeed(collection),
    columns: { collection, owner, createdAt: 1_000, updatedAt: 2_000, bytes: 10, madeBy: null },
    text: JSON.stringify({ id, collection, data }),
  }
}

/** Removes what a put made. */
export function removed<K extends Kind>({ kind, id, feed }: Put<K>, at = 5_000): Remove<K> {
  return { op: 'remove', kind, id, feed, text: JSON.stringify({ id }), at }
}

export const named = (space: NameSpace, name: string): Name => ({ space, name })
export const claim = (name: Name, owner: string): Claim => ({ op: 'claim', name, owner })

/** The precondition that a row is at a version. */
export const at = ({ kind, id, feed }: Put, version: number): Expectation => ({
  row: { kind, id },
  feed,
  version,
})
