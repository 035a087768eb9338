import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, rowList } from '../encoded.ts'
import type { Row } from '../feeds/change-set.ts'
import { headOf } from '../feeds/heads.ts'
import type { MessagePlace } from '../ports/store.ts'
import type { Ports } from '../ports/ports.ts'
import { profilesOf } from '../profiles-beside.ts'
import { refuse } from '../refusal.ts'
import { limitOf, loadMyRoom } from '../rooms/load-room.ts'

/** A page of history, put together from the rows' texts: none of them is parsed. */
export async function listMessages(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'message.list'>,
): Promise<Encoded<OutputOf<'message.list'>>> {
  const { read, epoch } = ports.store
  const limit = limitOf(input)
  const asked = placeAsked(input, limit)
  const { room } = await loadMyRoom(ports, caller, input.room)
  // The head first: what is sent in between comes again, as a range.
  const head = (await read.heads([room.feed])).get(room.feed)
  const newest = head?.seq ?? 0
  const place = asked ?? { before: newest + 1, limit }
  const messages = await read.messages(room.id, place)
  return encoded({
    items: rowList(messages),
    profiles: await profilesOf(
      ports,
      messages.map(({ columns }) => columns.author),
    ),
    head: headOf(epoch, room.feed, head),
    ...moreAround(messages, place, newest),
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
  messages: readonly Row<'message'>[],
  place: MessagePlace,
  newest: number,
): { before?: number; after?: number } {
  const [first, last] = edgesOf(messages, place)
  return {
    before: first > 1 && newest > 0 ? Math.min(first, newest + 1) : undefined,
    after: last < newest ? last : undefined,
  }
}

/** The numbers a page reaches from and to; of an empty one, those around the place it stands at. */
function edgesOf(messages: readonly Row<'message'>[], place: MessagePlace): [number, number] {
  const [first, last] = [messages[0]?.seq, messages.at(-1)?.seq]
  if (first && last) return [first, last]
  if ('before' in place) return [place.before, Math.max(0, place.before - 1)]
  return 'after' in place ? [place.after + 1, place.after] : [place.around, Math.max(0, place.around - 1)]
}
