import type { AccountId, InputOf, OutputOf } from '@hubbub/protocol'
import { type AccountCaller, isGuest } from '../caller.ts'
import type { Encoded } from '../encoded.ts'
import type { ChangeSet, Name, Once } from '../feeds/change-set.ts'
import { settled } from '../feeds/commits.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { joiningWrites } from './joining.ts'
import { loadMyRoom } from './load-room.ts'
import { checkPlacesFor, loadPeople, roomFor, stillThere } from './members/people.ts'
import { newRoom } from './new-room.ts'
import { newRoomAnswer, repeatedRoom, standingRoomAnswer } from './room-answer.ts'
import { changeSetOf, type SetPart } from './set-part.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>

/** The direct room of some people: found by who they are, made by the first who asks. */
export async function openDirect(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'room.openDirect'>,
): Promise<Encoded<OutputOf<'room.openDirect'>>> {
  const once = onceOf(ports, caller, { command: 'room.openDirect', input, withRow: true })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedRoom(ports, caller, repeat)

  const people = [...new Set([caller.account, ...input.accounts])].sort()
  if (people.length < 2) throw refuse('request.invalid', { detail: 'A direct room has somebody else in it.' })
  checkPlacesFor(people, ports.settings)
  const outcome = await ports.commits.decide(async () => {
    const existing = await ports.store.read.owner(nameOf(people))
    if (existing !== undefined) return settled(await loadMyRoom(ports, caller, existing))
    return opening(ports, caller, people, once)
  })
  return outcome.done === 'settled'
    ? standingRoomAnswer(ports, caller, outcome.with.room)
    : newRoomAnswer(ports, caller, outcome)
}

/** The same people have one direct room, whoever opens it. */
const nameOf = (people: readonly AccountId[]): Name => ({ space: 'direct', name: people.join('.') })

async function opening(
  ports: Needs,
  caller: AccountCaller,
  people: readonly AccountId[],
  once: Once,
): Promise<ChangeSet> {
  await checkMayMeet(ports, caller, people)
  const accounts = await loadPeople(ports, people, 'direct')
  const bounds = await roomFor(ports, people)
  const now = ports.clock.now()
  const id = ports.ids.next()
  const facts = { type: 'direct', posting: 'everyone' } as const
  const room = newRoom(facts, { id, createdBy: caller.account, madeBy: caller.contract, now })
  const joins = people.map((account) => joiningWrites({ room, account, role: 'member', with: people, now }))
  const founding: SetPart = {
    touches: [room.feed],
    expect: [],
    writes: [room, { op: 'claim', name: nameOf(people), owner: id }],
  }
  return changeSetOf(
    { ...once, refs: [{ kind: 'room', id }] },
    founding,
    ...joins,
    stillThere(accounts),
    bounds,
  )
}

/** Guests see only who shares a room with them; others look unknown to them. */
async function checkMayMeet(
  ports: Needs,
  caller: AccountCaller,
  people: readonly AccountId[],
): Promise<void> {
  if (!isGuest(caller)) return
  const others = people.filter((one) => one !== caller.account)
  const shared = await Promise.all(others.map((other) => ports.store.read.shareRoom(caller.account, other)))
  if (shared.includes(false)) throw refuse('account.not-found')
}
