import type { InputOf, OutputOf } from '@hubbub/protocol'
import { isModerator, type MemberRow, type RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import type { Row } from '../feeds/change-set.ts'
import { settled } from '../feeds/commits.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { loadMyRoom, unchanged } from '../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../rooms/set-part.ts'
import { isoTime } from '../time.ts'
import { loadMessage } from './load-message.ts'
import { removedMention } from './mention-rows.ts'
import { messageAnswer, repeatedMessage, standingMessage } from './message-answer.ts'

/**
 * Takes a message's text away and leaves its place. Authors delete their own, also when they may not post; moderators
 * and owners any message of the room, owners' too: what must go must not wait for who wrote it.
 */
export async function deleteMessage(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests'>,
  caller: AccountCaller,
  input: InputOf<'message.delete'>,
): Promise<Encoded<OutputOf<'message.delete'>>> {
  const once = onceOf(ports, caller, { command: 'message.delete', input })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedMessage(ports, caller, repeat)

  const outcome = await ports.commits.decide(async () => {
    const { room, member } = await loadMyRoom(ports, caller, input.room)
    const message = await loadMessage(ports, room, input.message)
    if (message.columns.author !== caller.account && !isModerator(member)) throw refuse('access.denied')
    if (message.removed) return settled(message)
    const now = ports.clock.now()
    const mentions = await ports.store.read.mentionsOf(message.id)
    return changeSetOf(
      { ...once, refs: [{ kind: 'message', id: message.id }] },
      deleting(room, member, message, now),
      ...mentions.map((mention) => removedMention(mention, now)),
    )
  })
  return outcome.done === 'settled'
    ? standingMessage(ports, outcome.with)
    : messageAnswer(ports.store.epoch, outcome)
}

function deleting(room: RoomRow, member: MemberRow, message: Row<'message'>, now: number): SetPart {
  const { id, feed } = message
  return {
    touches: [room.feed],
    expect: [unchanged(room), unchanged(member), unchanged(message)],
    writes: [{ op: 'remove', kind: 'message', id, feed, text: tombstoneText(message, now), at: now }],
  }
}

/** The author finds it by its `clientId`, should the answer to the send have been lost. */
function tombstoneText({ id, columns, text }: Row<'message'>, now: number): string {
  const { room, author } = columns
  const { clientId, createdAt } = JSON.parse(text) as { clientId?: string; createdAt: string }
  return JSON.stringify({ id, room, author, clientId, createdAt, removedAt: isoTime(now) })
}
