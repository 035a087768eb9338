import type { AccountId, FeedId } from '@hubbub/protocol'
import type { ChangeSet, Put, Remove, Write } from '../../core/feeds/change-set.ts'
import { collectionFeed, roomFeed, staffFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import { memberId } from '../../core/rooms/load-room.ts'

/** Change sets in the words of the rules. */

let made = 0

export function set(...writes: Write[]): ChangeSet {
  const touches = new Set<FeedId>()
  for (const write of writes) if ('feed' in write) touches.add(write.feed)
  return {
    once: { key: `own ${++made}`, digest: '', expires: null },
    touches: [...touches],
    expect: [],
    writes,
  }
}

export function message(room: string, id: string, text = id): Put<'message'> {
  return {
    op: 'put',
    kind: 'message',
    id,
    feed: roomFeed(room),
    columns: { room, author: 'ada', all: 0, createdAt: 0 },
    text: JSON.stringify({ id, text }),
  }
}

export function member(room: string, account: AccountId, role = 'member'): Put<'member'> {
  return {
    op: 'put',
    kind: 'member',
    id: memberId(room, account),
    feed: roomFeed(room),
    columns: { room, account, role, mutedUntil: null },
    text: JSON.stringify({ room, account, role }),
  }
}

export function membership(account: AccountId, room: string): Put<'membership'> {
  return {
    op: 'put',
    kind: 'membership',
    id: memberId(room, account),
    feed: userFeed(account),
    columns: { account, room, role: 'member' },
    text: JSON.stringify({ room }),
  }
}

export function gone<K extends 'member' | 'membership' | 'session' | 'key' | 'message'>(
  put: Put<K>,
): Remove<K> {
  const { kind, id, feed } = put
  return { op: 'remove', kind, id, feed, text: JSON.stringify({ id }), at: 1 }
}

export function account(id: AccountId, columns: { role?: string; status?: string } = {}): Put<'account'> {
  const { role = 'member', status = 'active' } = columns
  return {
    op: 'put',
    kind: 'account',
    id,
    feed: userFeed(id),
    columns: { role, status, passwordHash: null, emailVerified: 0, madeBy: null, createdAt: 0 },
    text: JSON.stringify({ id, role }),
  }
}

export function session(id: string, of: AccountId): Put<'session'> {
  return {
    op: 'put',
    kind: 'session',
    id,
    feed: userFeed(of),
    columns: { account: of, refreshHash: 'x', previousHash: null, rotatedAt: 0, expiresAt: 0 },
    text: JSON.stringify({ id }),
  }
}

export function key(id: string, of: AccountId): Put<'key'> {
  return {
    op: 'put',
    kind: 'key',
    id,
    feed: userFeed(of),
    columns: { account: of, secretHash: 'x', scopes: '[]' },
    text: JSON.stringify({ id }),
  }
}

export function ban(room: string, of: AccountId): Put<'ban'> {
  return {
    op: 'put',
    kind: 'ban',
    id: memberId(room, of),
    feed: staffFeed(room),
    columns: { room, account: of },
    text: JSON.stringify({ room, account: of }),
  }
}

export function collection(name: string, read: unknown): Put<'collection'> {
  return {
    op: 'put',
    kind: 'collection',
    id: name,
    feed: collectionFeed(name),
    columns: { createdAt: 0, madeBy: null },
    text: JSON.stringify({ name, rules: { read } }),
  }
}

export function document(of: string, id: string): Put<'document'> {
  return {
    op: 'put',
    kind: 'document',
    id,
    feed: collectionFeed(of),
    columns: { collection: of, owner: null, createdAt: 0, updatedAt: 0, bytes: 2, madeBy: null },
    text: JSON.stringify({ id }),
  }
}
