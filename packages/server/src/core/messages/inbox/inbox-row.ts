import type { Inbox } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { type Encoded, encoded, row } from '../../encoded.ts'
import type { ChangeSet, Row } from '../../feeds/change-set.ts'
import { type Settled, settled } from '../../feeds/commits.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { membershipId } from '../../rooms/joining.ts'
import { loadMyRoom, unchanged } from '../../rooms/load-room.ts'

/** What an account keeps about a room. */
export type Kept = Pick<Inbox, 'readSeq' | 'level' | 'starred' | 'draft'>

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/**
 * Changes what the caller keeps about a room, where it changes. The row goes with the membership, so that it is
 * unchanged says that they are still in the room.
 */
export async function changeInbox(
  ports: Needs,
  caller: AccountCaller,
  ref: string,
  change: (kept: Kept, newest: () => Promise<number>) => Kept | Promise<Kept>,
): Promise<Encoded<{ inbox: Inbox }>> {
  const once = ownOnce(ports)
  const outcome = await ports.commits.decide(async () => {
    const { room } = await loadMyRoom(ports, caller, ref)
    const inbox = await ports.store.read.row('inbox', membershipId(caller.account, room.id))
    if (!inbox) throw refuse('room.not-found')
    const newest = async () => (await ports.store.read.heads([room.feed])).get(room.feed)?.seq ?? 0
    return changing(once, inbox, keptIn(inbox), await change(keptIn(inbox), newest))
  })
  return encoded({
    inbox: row(outcome.done === 'settled' ? outcome.with : writtenRow('inbox', outcome.rows)),
  })
}

function changing(
  once: ChangeSet['once'],
  inbox: Row<'inbox'>,
  before: Kept,
  after: Kept,
): ChangeSet | Settled<Row<'inbox'>> {
  if (JSON.stringify(before) === JSON.stringify(after)) return settled(inbox)
  const { id, feed } = inbox
  const { account, room } = inbox.columns
  const { readSeq, level, starred, draft } = after
  return {
    once,
    touches: [feed],
    expect: [unchanged(inbox)],
    writes: [
      {
        op: 'put',
        kind: 'inbox',
        id,
        feed,
        columns: { account, room, readSeq },
        text: JSON.stringify({ readSeq, id, room, level, starred, draft }),
      },
    ],
  }
}

function keptIn(inbox: Row<'inbox'>): Kept {
  const { readSeq, level, starred, draft } = JSON.parse(inbox.text) as Kept
  return { readSeq, level, starred, draft }
}
