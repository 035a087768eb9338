import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { MemberRow, RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import type { Put, Row } from '../feeds/change-set.ts'
import { userFeed } from '../feeds/feed-ids.ts'
import { settled } from '../feeds/commits.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { loadMyRoom, unchanged } from '../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../rooms/set-part.ts'
import { isoTime } from '../time.ts'
import { loadMessage } from './load-message.ts'
import { mentionOf, namedMembers, removedMention } from './mention-rows.ts'
import { messageAnswer, repeatedMessage, standingMessage } from './message-answer.ts'
import { checkPosting, checkText } from './message-rules.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>
type Input = InputOf<'message.edit'>

/** Changes a message in place. Who it names anew gets a mention, who it no longer names loses theirs. */
export async function editMessage(
  ports: Needs,
  caller: AccountCaller,
  input: Input,
): Promise<Encoded<OutputOf<'message.edit'>>> {
  const once = onceOf(ports, caller, { command: 'message.edit', input })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedMessage(ports, caller, repeat)

  checkText(input.text, ports.settings.content)
  const outcome = await ports.commits.decide(async () => {
    const now = ports.clock.now()
    const { room, member } = await loadMyRoom(ports, caller, input.room)
    const message = await loadMessage(ports, room, input.message)
    if (message.removed) throw refuse('message.not-found')
    if (message.columns.author !== caller.account) throw refuse('access.denied')
    checkPosting(room, member, now)
    const before = JSON.parse(message.text) as MessageText
    const named = await namedNow(ports, { room, caller, before, wanted: input.mentions })
    const all = input.all ?? before.all === true
    if (
      before.text === input.text &&
      all === (before.all === true) &&
      isSameList(before.mentions ?? [], named.all)
    )
      return settled(message)
    const put = editedPut(message, before, { text: input.text, mentions: named.all, all, now })
    const refs = [{ kind: 'message' as const, id: message.id }]
    const unnamed = await mentionsGone(ports, message, named.all)
    return changeSetOf(
      { ...once, refs },
      editing({ room, member, message, put }),
      naming(put, message.seq ?? 0, named.added),
      ...unnamed.map((mention) => removedMention(mention, now)),
    )
  })
  return outcome.done === 'settled'
    ? standingMessage(ports, outcome.with)
    : messageAnswer(ports.store.epoch, outcome)
}

interface MessageText {
  text: string
  mentions?: string[]
  all?: true
  clientId?: string
  createdAt: string
}

interface Naming {
  room: RoomRow
  caller: AccountCaller
  before: MessageText
  wanted: readonly string[] | undefined
}

/** Whom it names after the edit. Who was named already stays so, even if they have left the room since. */
async function namedNow(
  ports: Needs,
  { room, caller, before, wanted }: Naming,
): Promise<{ all: string[]; added: MemberRow[] }> {
  const earlier = before.mentions ?? []
  if (wanted === undefined) return { all: earlier, added: [] }
  const unknown = wanted.filter((account) => !earlier.includes(account))
  const added = await namedMembers(ports, room, caller, unknown)
  const names = new Set([...earlier, ...added.map(({ columns }) => columns.account)])
  return { all: wanted.filter((account) => names.has(account)), added }
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((account, place) => account === other[place])

interface Edit {
  text: string
  mentions: readonly string[]
  all: boolean
  now: number
}

function editedPut(
  { id, feed, columns }: Row<'message'>,
  before: MessageText,
  { text, mentions, all, now }: Edit,
): Put<'message'> {
  const { room, author } = columns
  const { clientId, createdAt } = before
  return {
    op: 'put',
    kind: 'message',
    id,
    feed,
    columns: { ...columns, all: all ? 1 : 0 },
    text: JSON.stringify({
      id,
      room,
      author,
      text,
      mentions: mentions.length > 0 ? mentions : undefined,
      all: all || undefined,
      clientId,
      createdAt,
      editedAt: isoTime(now),
    }),
  }
}

interface Editing {
  room: RoomRow
  member: MemberRow
  message: Row<'message'>
  put: Put<'message'>
}

/** Nobody else edited or deleted it, and its author may still post, when the edit is stored. */
const editing = ({ room, member, message, put }: Editing): SetPart => ({
  touches: [room.feed],
  expect: [unchanged(room), unchanged(member), unchanged(message)],
  writes: [put],
})

const naming = (put: Put<'message'>, seq: number, added: readonly MemberRow[]): SetPart => {
  const accounts = added.map(({ columns }) => columns.account)
  return {
    touches: accounts.map(userFeed),
    expect: added.map(unchanged),
    writes: accounts.map((account) => mentionOf(put, account, seq)),
  }
}

async function mentionsGone(
  { store }: Needs,
  message: Row<'message'>,
  names: readonly string[],
): Promise<Row<'mention'>[]> {
  const mentions = await store.read.mentionsOf(message.id)
  return mentions.filter(({ columns }) => !names.includes(columns.account))
}
