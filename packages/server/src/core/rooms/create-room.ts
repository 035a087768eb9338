import type { AccountId, InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import type { Once } from '../feeds/change-set.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { checkHandleFree, handleClaims } from './handles.ts'
import { joiningWrites } from './joining.ts'
import { checkPlacesFor, loadPeople, roomFor, stillThere } from './members/people.ts'
import { newRoom, type RoomFacts } from './new-room.ts'
import { newRoomAnswer, repeatedRoom } from './room-answer.ts'
import { roomName } from './room-name.ts'
import { changeSetOf, type SetPart } from './set-part.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>

/** Makes a room with its first members, in one commit; who makes it owns it. */
export async function createRoom(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'room.create'>,
): Promise<Encoded<OutputOf<'room.create'>>> {
  const once = onceOf(ports, caller, { command: 'room.create', input, withRow: true })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedRoom(ports, caller, repeat)

  const { type, handle, topic, posting = 'everyone' } = input
  const facts: RoomFacts = { type, name: roomName(caller, input.name), handle, topic, posting }
  const accounts = [caller.account, ...(input.members ?? []).filter((one) => one !== caller.account)]
  checkPlacesFor(accounts, ports.settings)
  const committed = await ports.commits.decide(async () => {
    await checkHandleFree(ports, handle)
    const people = await loadPeople(ports, accounts, input.type)
    const bounds = await roomFor(ports, accounts)
    return creating(ports, { caller, once, facts, accounts, conditions: [stillThere(people), bounds] })
  })
  return newRoomAnswer(ports, caller, committed)
}

interface Creating {
  caller: AccountCaller
  once: Once
  facts: RoomFacts
  accounts: readonly AccountId[]
  conditions: readonly SetPart[]
}

function creating(ports: Needs, { caller, once, facts, accounts, conditions }: Creating) {
  const now = ports.clock.now()
  const id = ports.ids.next()
  const room = newRoom(facts, { id, createdBy: caller.account, madeBy: caller.contract, now })
  const joins = accounts.map((account) =>
    joiningWrites({ room, account, role: account === caller.account ? 'owner' : 'member', now }),
  )
  const founding: SetPart = {
    touches: [room.feed],
    expect: [],
    writes: [room, ...handleClaims(id, facts.handle)],
  }
  return changeSetOf({ ...once, refs: [{ kind: 'room', id }] }, founding, ...joins, ...conditions)
}
