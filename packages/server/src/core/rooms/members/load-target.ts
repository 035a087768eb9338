import type { AccountId } from '@hubbub/protocol'
import { isDirect, type MemberRow, type RoomRow } from '../../access.ts'
import type { AccountCaller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { loadKnownRoom, loadMyRoom, memberId, unchanged } from '../load-room.ts'
import type { SetPart } from '../set-part.ts'

/** A room that is not direct, the caller's place in it and that of who is to be acted on. */
export interface Acting {
  room: RoomRow
  actor: MemberRow
  target: MemberRow | undefined
}

export async function loadTarget(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: { room: string; account: AccountId },
): Promise<Acting> {
  const { room, member } = await loadMyRoom(ports, caller, input.room)
  if (isDirect(room)) throw refuse('room.direct')
  return { room, actor: member, target: await memberIn(ports, room, input.account) }
}

/** As `loadTarget`, for who may act without being in the room. */
export async function loadTargetFromOutside(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: { room: string; account: AccountId },
): Promise<Omit<Acting, 'actor'> & { actor: MemberRow | undefined }> {
  const { room, member } = await loadKnownRoom(ports, caller, input.room)
  if (isDirect(room)) throw refuse('room.direct')
  return { room, actor: member, target: await memberIn(ports, room, input.account) }
}

const memberIn = ({ store }: Pick<Ports, 'store'>, room: RoomRow, account: AccountId) =>
  store.read.row('member', memberId(room.id, account))

/** What the decision rests on: the room's kind and the actor's role. Who lost it a moment ago acts no more. */
export const actingOn = (room: RoomRow, actor: MemberRow | undefined): SetPart => ({
  touches: [room.feed],
  expect: [unchanged(room), ...(actor ? [unchanged(actor)] : [])],
  writes: [],
})
