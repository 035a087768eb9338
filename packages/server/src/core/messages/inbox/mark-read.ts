import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeInbox } from './inbox-row.ts'

/** Moves the read position: forward to a message that exists, back only where `unread` says so. */
export async function markRead(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  { room, seq, unread }: InputOf<'inbox.markRead'>,
): Promise<Encoded<OutputOf<'inbox.markRead'>>> {
  return changeInbox(ports, caller, room, async (kept, newest) => {
    const read = Math.min(seq, await newest())
    return { ...kept, readSeq: unread ? read : Math.max(kept.readSeq, read) }
  })
}
