import type { OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, row } from '../encoded.ts'
import type { Committed, FeedHead, Row } from '../feeds/change-set.ts'
import { headOf } from '../feeds/heads.ts'
import { rowOfKind, writtenRow } from '../feeds/row-of-kind.ts'
import type { Ports } from '../ports/ports.ts'
import { memberId } from '../rooms/load-room.ts'
import { refuse } from '../refusal.ts'

type Answer = Encoded<OutputOf<'message.send'>>

/** The answer to a write on one message. */
export function messageAnswer(epoch: string, committed: Committed): Answer {
  const message = writtenRow('message', committed.rows)
  return answerOf(epoch, message, committed.heads[message.feed])
}

/** A repeat is answered from the row as it stands; who may no longer see it gets its ids only. */
export async function repeatedMessage(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  rows: readonly Row[],
): Promise<Answer> {
  const message = rowOfKind('message', rows)
  if (!message) throw refuse('message.not-found')
  const { read, epoch } = ports.store
  const member = await read.row('member', memberId(message.columns.room, caller.account))
  if (member) return standingMessage(ports, message)
  const { id, seq, feed } = message
  return encoded({
    message: { kind: 'message', hidden: true, id, room: message.columns.room, seq },
    head: headOf(epoch, feed, undefined),
  })
}

/** The answer where there was nothing to change. */
export async function standingMessage(ports: Pick<Ports, 'store'>, message: Row<'message'>): Promise<Answer> {
  const { read, epoch } = ports.store
  return answerOf(epoch, message, (await read.heads([message.feed])).get(message.feed))
}

function answerOf(epoch: string, message: Row, head: FeedHead | undefined): Answer {
  return encoded({ message: row(message), head: headOf(epoch, message.feed, head) })
}
