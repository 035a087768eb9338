import type { InputOf, MessageId, OutputOf } from '@hubbub/protocol'
import type { MemberRow, RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import type { ChangeSet, Once, Put } from '../feeds/change-set.ts'
import { roomFeed, userFeed } from '../feeds/feed-ids.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { loadMyRoom, unchanged } from '../rooms/load-room.ts'
import { isoTime } from '../time.ts'
import { mentionOf, namedMembers } from './mention-rows.ts'
import { messageAnswer, repeatedMessage } from './message-answer.ts'
import { checkPosting, checkText } from './message-rules.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>
type Input = InputOf<'message.send'>

/** Stores a message and a mention for each member it names: O(people named), never O(members). */
export async function sendMessage(
  ports: Needs,
  caller: AccountCaller,
  input: Input,
): Promise<Encoded<OutputOf<'message.send'>>> {
  const once = onceOf(ports, caller, { command: 'message.send', input, withRow: true })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedMessage(ports, caller, repeat)

  checkText(input.text, ports.settings.content)
  const committed = await ports.commits.decide(async () => {
    const { room, member } = await loadMyRoom(ports, caller, input.room)
    checkPosting(room, member, ports.clock.now())
    const named = await namedMembers(ports, room, caller, input.mentions ?? [])
    return sending({ room, member, named, once, input, id: ports.ids.next(), now: ports.clock.now() })
  })
  return messageAnswer(ports.store.epoch, committed)
}

interface Sending {
  room: RoomRow
  member: MemberRow
  named: MemberRow[]
  once: Once
  input: Input
  id: MessageId
  now: number
}

function sending({ room, member, named, once, input, id, now }: Sending): ChangeSet {
  const feed = roomFeed(room.id)
  const author = member.columns.account
  const names = named.map((one) => one.columns.account)
  const { text, all, clientId } = input
  const createdAt = isoTime(now)
  const mentions = names.length > 0 ? names : undefined
  const message: Put<'message'> = {
    op: 'put',
    kind: 'message',
    id,
    feed,
    fresh: true,
    columns: { room: room.id, author, all: all ? 1 : 0, createdAt: now },
    text: JSON.stringify({
      id,
      room: room.id,
      author,
      text,
      mentions,
      all: all || undefined,
      clientId,
      createdAt,
    }),
  }
  return {
    once: mentions ? { ...once, refs: [{ kind: 'message', id }] } : once,
    touches: [feed, ...names.map(userFeed)],
    expect: [unchanged(room), unchanged(member), ...named.map(unchanged)],
    writes: [message, ...names.map((account) => mentionOf(message, account))],
  }
}
