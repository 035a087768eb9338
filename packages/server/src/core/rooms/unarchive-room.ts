import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import type { Ports } from '../ports/ports.ts'
import { setArchived } from './archive-room.ts'

/** Opens an archived room again, with the members it had. */
export const unarchiveRoom = (
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: InputOf<'room.unarchive'>,
): Promise<Encoded<OutputOf<'room.unarchive'>>> => setArchived(ports, caller, input.room, undefined)
