import { type AccountId, limits } from '@hubbub/protocol'
import { profileFacts } from '../../accounts/rows/account-rows.ts'
import { contractOf } from '../../accounts/older/contract-of.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Row } from '../../feeds/change-set.ts'
import type { MessageScan } from '../../ports/store.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { loadMyRoom } from '../../rooms/load-room.ts'

type Reading = Pick<Ports, 'store'>

/** A message as the lobby shows it: with the name of who wrote it. */
export interface NamedMessage {
  id: string
  seq: number
  author: AccountId
  name: string
  text: string
  createdAt: string
}

export interface Scan {
  room: string
  /** Literally, but for the case of the letters A to Z. */
  contains?: string | undefined
  author?: AccountId | undefined
  /** The newest so many, before that number. All of them when left out. */
  newest?: { before?: number | undefined; limit: number } | undefined
}

const pageSize = 500
/** Numbers that one look covers: what it finds is held at once, and a look may not take long. */
const stretch = 2_000

/** Looks through one room, oldest first; deleted messages are left out. The looking is done beside the main thread. */
export async function scanMessages(
  ports: Reading,
  caller: AccountCaller,
  { room, newest, contains = '', author }: Scan,
): Promise<AsyncIterable<NamedMessage[]>> {
  await loadMyRoom(ports, caller, room)
  const [last] = await ports.store.read.messages(room, { before: Number.MAX_SAFE_INTEGER, limit: 1 })
  return pagesOf(ports, caller, room, placesIn(last?.seq ?? 0, { contains, author, newest }))
}

/** Who goes while reading gets no further page. */
async function* pagesOf(
  ports: Reading,
  caller: AccountCaller,
  room: string,
  places: Iterable<MessageScan>,
): AsyncGenerator<NamedMessage[]> {
  for (const place of places) {
    await loadMyRoom(ports, caller, room)
    yield await named(ports, contractOf(caller), await lookAt(ports, room, place))
  }
}

/** A short page is read here and now. */
async function lookAt({ store }: Reading, room: string, place: MessageScan): Promise<Row<'message'>[]> {
  const { after, to, contains, author } = place
  const isShort = to - after <= limits.pageMax && contains === '' && author === undefined
  if (!isShort) return store.read.scan(room, place)
  return (await store.read.messages(room, { after, limit: to - after })).filter(({ removed }) => !removed)
}

function* placesIn(last: number, { newest, ...wanted }: Wanted): Generator<MessageScan> {
  const { before = Number.MAX_SAFE_INTEGER, limit = last } = newest ?? {}
  const end = Math.min(last, before - 1)
  const step = wanted.contains === '' && wanted.author === undefined ? pageSize : stretch
  for (let after = Math.max(0, end - limit); after < end; after += step) {
    yield { ...wanted, after, to: Math.min(end, after + step) }
  }
}

type Wanted = Pick<MessageScan, 'contains' | 'author'> & Pick<Scan, 'newest'>

/** Only its tombstone may be left; then its text is undefined. */
export type NumberedMessage = Omit<NamedMessage, 'text'> & { text: string | undefined }

export async function numberedMessage(
  ports: Reading,
  caller: AccountCaller,
  { room, seq }: { room: string; seq: number },
): Promise<NumberedMessage> {
  await loadMyRoom(ports, caller, room)
  const [row] = await ports.store.read.messages(room, { after: seq - 1, limit: 1 })
  if (row?.seq !== seq) throw refuse('message.not-found')
  const [message] = await named(ports, contractOf(caller), [row])
  if (!message) throw refuse('message.not-found')
  return row.removed ? { ...message, text: undefined } : message
}

async function named(
  ports: Reading,
  contract: string,
  rows: readonly Row<'message'>[],
): Promise<NamedMessage[]> {
  const authors = [...new Set(rows.map(({ columns }) => columns.author))]
  const names = await namesOf(ports, contract, authors)
  return rows.map((row) => {
    const { id, seq, columns } = row
    return {
      id,
      seq: seq ?? 0,
      author: columns.author,
      name: names.get(columns.author) ?? '',
      ...textOf(row),
    }
  })
}

function textOf(row: Row<'message'>): Pick<NamedMessage, 'text' | 'createdAt'> {
  const { text, createdAt } = JSON.parse(row.text) as { text: string; createdAt: string }
  return { text, createdAt }
}

export async function authorNames(
  ports: Reading,
  caller: AccountCaller,
  { room, accounts }: { room: string; accounts: readonly AccountId[] },
): Promise<Map<AccountId, string>> {
  await loadMyRoom(ports, caller, room)
  return namesOf(ports, contractOf(caller), accounts)
}

/** Usernames, which are nobody else's; of the contract's own guests the name they came under. Accounts that are gone have none. */
async function namesOf(
  { store }: Reading,
  contract: string,
  ids: readonly AccountId[],
): Promise<Map<AccountId, string>> {
  const [accounts, profiles] = await Promise.all([
    store.read.rows('account', ids),
    store.read.rows('profile', ids),
  ])
  const own = new Set(accounts.filter(({ columns }) => columns.madeBy === contract).map(({ id }) => id))
  const names = new Map(ids.map((id) => [id, nobody]))
  for (const profile of profiles) {
    const { username, displayName } = profileFacts(profile)
    names.set(profile.id, own.has(profile.id) ? displayName : username)
  }
  return names
}

/** Reserved, so nobody has it. */
const nobody = 'deleted'
