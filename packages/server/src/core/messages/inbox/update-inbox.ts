import { type InputOf, limits, type OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { utf8Length } from '../message-rules.ts'
import { changeInbox } from './inbox-row.ts'

/** Sets level, star and draft; all devices of the account learn it through its feed. */
export async function updateInbox(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  { room, level, starred, draft }: InputOf<'inbox.update'>,
): Promise<Encoded<OutputOf<'inbox.update'>>> {
  if (draft !== undefined && utf8Length(draft) > limits.draftBytes)
    throw refuse('request.too-large', { detail: `A draft holds ${limits.draftBytes} bytes at most.` })
  return changeInbox(ports, caller, room, (kept) => ({
    readSeq: kept.readSeq,
    level: level ?? kept.level,
    starred: starred ?? kept.starred,
    draft: draft ?? kept.draft,
  }))
}
