import { type AccountId, limits } from '@hubbub/protocol'
import { contractOf } from '../../accounts/older/contract-of.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Row } from '../../feeds/change-set.ts'
import { directoryFeed, roomFeed } from '../../feeds/feed-ids.ts'
import type { MessageScan } from '../../ports/store.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { loadMyRoom } from '../../rooms/load-room.ts'
import { type KeptPages, standingAnswer } from '../kept-pages.ts'
import { namesOf } from './author-names.ts'

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

/** How the caller shows a message, and where it keeps pages in that form. */
export interface Showing {
  form(message: NamedMessage): unknown
  kept: KeptPages<{ readonly json: string }>
}

const pageSize = 500
/** Numbers that one look covers: what it finds is held at once, and a look may not take long. */
const stretch = 2_000

/**
 * Looks through one room, oldest first; deleted messages are left out. Each page is the items of a JSON list. The looking
 * is done beside the main thread.
 */
export async function scanMessages(
  ports: Reading,
  caller: AccountCaller,
  { room, newest, contains = '', author, ...showing }: Scan & Showing,
): Promise<AsyncIterable<string>> {
  await loadMyRoom(ports, caller, room)
  // The head first: what is said in between belongs to a later version.
  const heads = await ports.store.read.heads([roomFeed(room), directoryFeed])
  const { seq = 0, version = 0 } = heads.get(roomFeed(room)) ?? {}
  const scanned = { room, version, directory: heads.get(directoryFeed)?.version, showing }
  return pagesOf(ports, caller, scanned, placesIn(seq, { contains, author, newest }))
}

interface Scanned {
  room: string
  version: number
  directory: number | undefined
  showing: Showing
}

/** Who goes while reading gets no further page. */
async function* pagesOf(
  ports: Reading,
  caller: AccountCaller,
  scanned: Scanned,
  places: Iterable<MessageScan>,
): AsyncGenerator<string> {
  const { room, showing } = scanned
  for (const place of places) {
    await loadMyRoom(ports, caller, room)
    if (isShort(place)) yield await shortPage(ports, contractOf(caller), scanned, place)
    else {
      const rows = await ports.store.read.scan(room, place)
      yield shown(rows, await namesOf(ports, contractOf(caller), authorsOf(rows)), showing)
    }
  }
}

const isShort = ({ after, to, contains, author }: MessageScan): boolean =>
  to - after <= limits.pageMax && contains === '' && author === undefined

/** Read here and now, and kept for its room's version, as native history is. */
async function shortPage(
  ports: Reading,
  contract: string,
  { room, version, directory, showing }: Scanned,
  { after, to }: MessageScan,
): Promise<string> {
  const key = `${room} ${after} ${to}`
  const shownNow = async (authors: readonly AccountId[]) =>
    textOfNames(await namesOf(ports, contract, authors))
  const kept = await standingAnswer(showing.kept.get(key), { version, directory }, shownNow)
  if (kept) return kept.json
  const page = await ports.store.read.messages(room, { after, limit: to - after })
  const rows = page.filter(({ removed }) => !removed)
  const authors = authorsOf(rows)
  const names = await namesOf(ports, contract, authors)
  const json = shown(rows, names, showing)
  showing.kept.keep(key, { version, authors, profiles: textOfNames(names), directory, answer: { json } })
  return json
}

const textOfNames = (names: ReadonlyMap<AccountId, string>): string => JSON.stringify([...names.values()])

const authorsOf = (rows: readonly Row<'message'>[]): AccountId[] => [
  ...new Set(rows.map(({ columns }) => columns.author)),
]

const shown = (
  rows: readonly Row<'message'>[],
  names: ReadonlyMap<AccountId, string>,
  { form }: Showing,
): string => rows.map((row) => JSON.stringify(form(named(row, names)))).join(',')

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
  const message = named(row, await namesOf(ports, contractOf(caller), authorsOf([row])))
  return row.removed ? { ...message, text: undefined } : message
}

function named({ id, seq, columns, text: json }: Row<'message'>, names: ReadonlyMap<AccountId, string>) {
  const { author } = columns
  const { text, createdAt } = JSON.parse(json) as Pick<NamedMessage, 'text' | 'createdAt'>
  return { id, seq: seq ?? 0, author, name: names.get(author) ?? '', text, createdAt }
}
