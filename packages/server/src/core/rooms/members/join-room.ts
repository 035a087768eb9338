import type { InputOf, OutputOf, RoomRole } from '@hubbub/protocol'
import { canJoin, type RoomRow } from '../../access.ts'
import { type AccountCaller, isAdmin } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { settled } from '../../feeds/commits.ts'
import { onceOf, repeatOf } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { joiningWrites } from '../joining.ts'
import { loadKnownRoom, memberId } from '../load-room.ts'
import { lobbyOf } from '../older/lobby.ts'
import { joinedAlready, joinedAnswer, roomOfRows } from '../room-answer.ts'
import { changeSetOf, type SetPart } from '../set-part.ts'
import { loadPeople, placeIn, roomFor, stillThere } from './people.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>

/** Comes into a public room, or into an unlisted one whose id or handle one knows. */
export async function joinRoom(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'room.join'>,
): Promise<Encoded<OutputOf<'room.join'>>> {
  const once = onceOf(ports, caller, { command: 'room.join', input, withRow: true })
  const repeat = await repeatOf(ports, once)
  if (repeat) return joinedAlready(ports, caller, roomOfRows(repeat))

  let joined: RoomRow | undefined
  const outcome = await ports.commits.decide(async () => {
    const { room, member } = await loadKnownRoom(ports, caller, input.room)
    if (member) return settled(room)
    const places = await checkJoining(ports, caller, room)
    const people = await loadPeople(ports, [caller.account], room.columns.type)
    joined = room
    const { account } = caller
    const role = await roleIn(ports, caller, room)
    const joining = joiningWrites({ room, account, role, now: ports.clock.now() })
    return changeSetOf(once, joining, stillThere(people), ...places)
  })
  if (outcome.done === 'settled') return joinedAlready(ports, caller, outcome.with.id)
  if (outcome.repeated || !joined) return joinedAlready(ports, caller, roomOfRows(outcome.rows))
  return joinedAnswer(ports, joined, outcome)
}

async function checkJoining(ports: Needs, caller: AccountCaller, room: RoomRow): Promise<SetPart[]> {
  if (!canJoin(room)) throw refuse('room.not-found')
  await checkNotBanned(ports, room, caller.account)
  if (room.columns.archived) throw refuse('room.archived')
  return Promise.all([placeIn(ports, room.id), roomFor(ports, [caller.account])])
}

/** Nobody made the lobby, so who runs the server looks after it once they have come in. */
async function roleIn(ports: Needs, caller: AccountCaller, room: RoomRow): Promise<RoomRole> {
  return isAdmin(caller) && (await lobbyOf(ports)) === room.id ? 'owner' : 'member'
}

export async function checkNotBanned(
  { store }: Pick<Ports, 'store'>,
  room: RoomRow,
  account: string,
): Promise<void> {
  const ban = await store.read.row('ban', memberId(room.id, account))
  if (ban) throw refuse('member.banned')
}
