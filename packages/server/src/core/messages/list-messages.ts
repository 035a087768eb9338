import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { RoomRow } from '../access.ts'
import { type Encoded, encoded, Raw } from '../encoded.ts'
import type { FeedHead } from '../feeds/change-set.ts'
import { directoryFeed } from '../feeds/feed-ids.ts'
import { headOf } from '../feeds/heads.ts'
import type { HistoryPage, MessagePlace } from '../ports/store.ts'
import { profilesOf } from '../profiles-beside.ts'
import { refuse } from '../refusal.ts'
import { limitOf, loadMyRoom } from '../rooms/load-room.ts'
import type { Inside } from '../use-case.ts'
import { standingAnswer } from './kept-pages.ts'

/** A page of history, put together from the rows' texts: none of them is parsed. */
export async function listMessages(
  ports: Pick<Inside, 'store' | 'pages'>,
  caller: AccountCaller,
  input: InputOf<'message.list'>,
): Promise<Encoded<OutputOf<'message.list'>>> {
  const { read } = ports.store
  const limit = limitOf(input)
  const asked = placeAsked(input, limit)
  const { room } = await loadMyRoom(ports, caller, input.room)
  // The head first: what is sent in between comes again, as a range.
  const heads = await read.heads([room.feed, directoryFeed])
  const head = heads.get(room.feed)
  const directory = heads.get(directoryFeed)?.version
  const place = asked ?? { before: (head?.seq ?? 0) + 1, limit }
  const key = `${room.id} ${asked ? JSON.stringify(asked) : limit}`
  const shown = async (authors: readonly string[]) => (await profilesOf(ports, authors)).text
  const kept = await standingAnswer(ports.pages.get(key), { version: head?.version, directory }, shown)
  if (kept) return kept
  const page = await read.history(room.id, place)
  const profiles = await profilesOf(ports, page.authors)
  const answer = answerOf(ports.store.epoch, { room, head, place, page, profiles })
  if (head) {
    const { version } = head
    ports.pages.keep(key, { version, authors: page.authors, profiles: profiles.text, directory, answer })
  }
  return answer
}

interface Found {
  room: RoomRow
  head: FeedHead | undefined
  place: MessagePlace
  page: HistoryPage
  profiles: Raw
}

function answerOf(
  epoch: string,
  { room, head, place, page, profiles }: Found,
): Encoded<OutputOf<'message.list'>> {
  return encoded({
    items: new Raw(`[${page.items}]`),
    profiles,
    head: headOf(epoch, room.feed, head),
    ...moreAround(page, place, head?.seq ?? 0),
  })
}

/** Where in the room to read; undefined: at its end. */
function placeAsked(
  { before, after, around }: InputOf<'message.list'>,
  limit: number,
): MessagePlace | undefined {
  if ([before, after, around].filter((seq) => seq !== undefined).length > 1)
    throw refuse('request.invalid', { detail: 'Give one of before, after and around.' })
  if (before !== undefined) return { before, limit }
  if (after !== undefined) return { after, limit }
  return around === undefined ? undefined : { around, limit }
}

/** Numbers are dense and tombstones keep theirs, so the first and the last number tell whether there is more. */
function moreAround(
  page: HistoryPage,
  place: MessagePlace,
  newest: number,
): { before?: number; after?: number } {
  const [first, last] = edgesOf(page, place)
  return {
    before: first > 1 && newest > 0 ? Math.min(first, newest + 1) : undefined,
    after: last < newest ? last : undefined,
  }
}

/** The numbers a page reaches from and to; of an empty one, those around the place it stands at. */
function edgesOf({ first, last }: HistoryPage, place: MessagePlace): [number, number] {
  if (first && last) return [first, last]
  if ('before' in place) return [place.before, Math.max(0, place.before - 1)]
  return 'after' in place ? [place.after + 1, place.after] : [place.around, Math.max(0, place.around - 1)]
}
