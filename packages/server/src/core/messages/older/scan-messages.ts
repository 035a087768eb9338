import type { AccountId } from '@hubbub/protocol'
import { profileFacts } from '../../accounts/rows/account-rows.ts'
import { contractOf } from '../../accounts/older/contract-of.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Row } from '../../feeds/change-set.ts'
import type { MessagePlace } from '../../ports/store.ts'
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

/** Looks through one room, oldest first; deleted messages are left out. Long pages are read beside the main thread. */
export async function scanMessages(
  ports: Reading,
  caller: AccountCaller,
  { room, newest, ...wanted }: Scan,
): Promise<AsyncIterable<NamedMessage[]>> {
  await loadMyRoom(ports, caller, room)
  return pagesOf(ports, caller, { room, newest }, matcher(wanted))
}

function matcher({ contains = '', author }: Omit<Scan, 'room'>): (message: Row<'message'>) => boolean {
  const needle = smallAscii(contains)
  return (row) =>
    !row.removed &&
    (author === undefined || row.columns.author === author) &&
    (needle === '' || smallAscii(textOf(row).text).includes(needle))
}

const smallAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

async function* pagesOf(
  ports: Reading,
  caller: AccountCaller,
  { room, newest }: Pick<Scan, 'room' | 'newest'>,
  isWanted: (message: Row<'message'>) => boolean,
): AsyncGenerator<NamedMessage[]> {
  const { before = Number.MAX_SAFE_INTEGER, limit = pageSize } = newest ?? {}
  for (let place: MessagePlace = newest ? { before, limit } : { after: 0, limit }; ; ) {
    await loadMyRoom(ports, caller, room)
    const page = await ports.store.read.messages(room, place)
    yield await named(ports, contractOf(caller), page.filter(isWanted))
    if (newest || page.length < limit) return
    place = { after: page.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER, limit }
  }
}

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
