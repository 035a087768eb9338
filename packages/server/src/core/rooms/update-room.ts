import type { InputOf, OutputOf } from '@hubbub/protocol'
import { canManage, isDirect, isModerator, type MemberRow, type RoomRow } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import { settled } from '../feeds/commits.ts'
import { ownOnce } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { checkHandleFree, handleClaims, handleReleases } from './handles.ts'
import { loadKnownRoom, unchanged } from './load-room.ts'
import { changedRoom, factsOf, type RoomFacts } from './new-room.ts'
import { changedRoomAnswer, standingRoomAnswer } from './room-answer.ts'
import { roomName } from './room-name.ts'
import { changeSetOf, type SetPart } from './set-part.ts'

type Input = InputOf<'room.update'>

/** Changes what a room is called, what it is for, and who may find it and post in it. */
export async function updateRoom(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  caller: AccountCaller,
  input: Input,
): Promise<Encoded<OutputOf<'room.update'>>> {
  const once = ownOnce(ports)
  const outcome = await ports.commits.decide(async () => {
    const { room, member } = await loadKnownRoom(ports, caller, input.room)
    checkUpdating(caller, room, member, input)
    const before = factsOf(room)
    const after = changedFacts(caller, before, input)
    if (isSame(before, after)) return settled(room)
    if (after.handle !== before.handle) await checkHandleFree(ports, after.handle)
    return changeSetOf(once, updating(room, member, before, after))
  })
  return outcome.done === 'settled'
    ? standingRoomAnswer(ports, caller, outcome.with)
    : changedRoomAnswer(ports, caller, outcome)
}

function checkUpdating(
  caller: AccountCaller,
  room: RoomRow,
  member: MemberRow | undefined,
  { room: _, topic: _topic, ...rest }: Input,
): void {
  if (isDirect(room)) throw refuse('room.direct')
  const onlyTopic = Object.values(rest).every((value) => value === undefined)
  if (!canManage(caller, room, member) && !(onlyTopic && isModerator(member))) throw refuse('access.denied')
}

function changedFacts(caller: AccountCaller, before: RoomFacts, input: Input): RoomFacts {
  return {
    type: input.type ?? before.type,
    name: input.name === undefined ? before.name : roomName(caller, input.name),
    handle: input.handle === undefined ? before.handle : input.handle || undefined,
    topic: input.topic === undefined ? before.topic : input.topic || undefined,
    posting: input.posting ?? before.posting,
    archived: before.archived,
  }
}

const isSame = (one: RoomFacts, other: RoomFacts): boolean => JSON.stringify(one) === JSON.stringify(other)

function updating(
  room: RoomRow,
  member: MemberRow | undefined,
  before: RoomFacts,
  after: RoomFacts,
): SetPart {
  const renamed = after.handle !== before.handle
  return {
    touches: [room.feed],
    expect: [unchanged(room), ...(member ? [unchanged(member)] : [])],
    writes: [
      changedRoom(room, after),
      ...(renamed ? [...handleReleases(before.handle), ...handleClaims(room.id, after.handle)] : []),
    ],
  }
}
