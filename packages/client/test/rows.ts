import type { Head, Item, Message, OutputOf, Profile, Range, Tokens } from '@hubbub/protocol'

/** Rows as the server words them, with what a test does not care about filled in. */

const idOf = (digit: string): string => digit.repeat(24)

export const ids = { ada: idOf('a'), ben: idOf('b'), cleo: idOf('c'), garden: idOf('1'), attic: idOf('2') }

export const garden = `room:${ids.garden}`
export const epoch = 'first-life'
const at = '2026-01-01T00:00:00.000Z'

export const head = (feed: string, version: number, more: Partial<Head> = {}): Head => ({
  feed,
  epoch,
  version,
  ...more,
})

/** A message that is as old as its version, unless it is born earlier. */
export function message(seq: number, more: Partial<Extract<Message, { text: string }>> = {}): Item & Message {
  return {
    kind: 'message',
    version: seq,
    born: more.version ?? seq,
    seq,
    id: seq.toString(16).padStart(24, '0'),
    room: ids.garden,
    author: ids.ben,
    text: `message ${seq}`,
    createdAt: at,
    ...more,
  }
}

export function tombstone(seq: number, version: number): Item & Message {
  const { text: _, ...rest } = message(seq, { version, born: seq }) as Extract<Message, { text: string }>
  return { ...rest, removed: true, removedAt: at }
}

export const range = (from: number, to: number, items: Item[], more: Partial<Range> = {}): Range => ({
  feed: garden,
  epoch,
  from,
  to,
  items,
  ...more,
})

/** One message per version. */
export const messages = (from: number, to: number): Range =>
  range(
    from,
    to,
    Array.from({ length: to - from }, (_, place) => message(from + 1 + place)),
  )

export function profile(name: keyof typeof ids): Profile {
  return {
    kind: 'profile',
    version: 1,
    born: 1,
    id: ids[name],
    username: name,
    displayName: name,
    role: 'member',
  }
}

export function tokens(accessToken: string, expiresIn = 900): Tokens {
  return {
    accessToken,
    expiresIn,
    refreshToken: `${accessToken.replace(' ', '-')}-refreshes`.padEnd(20, '.'),
    session: idOf('5'),
    account: ids.ada,
  }
}

export function signedIn(accessToken: string, expiresIn?: number): OutputOf<'session.create'> {
  return {
    account: {
      kind: 'account',
      version: 1,
      born: 1,
      id: ids.ada,
      username: 'ada',
      displayName: 'ada',
      role: 'member',
      status: 'active',
      createdAt: at,
    },
    profile: profile('ada'),
    tokens: tokens(accessToken, expiresIn),
  }
}

export const roomAnswer: OutputOf<'room.get'> = {
  room: {
    kind: 'room',
    version: 1,
    born: 1,
    id: ids.garden,
    type: 'public',
    posting: 'everyone',
    handle: 'garden',
    createdAt: at,
  },
  members: 2,
}
