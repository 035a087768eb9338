import { limits } from '@hubbub/protocol'
import { type MemberRow, type RoomRow, canKnow, canRead } from '../access.ts'
import type { AccountCaller } from '../caller.ts'
import type { Expectation, Row } from '../feeds/change-set.ts'
import type { Kind } from '../feeds/kinds.ts'
import type { Ports } from '../ports/ports.ts'
import { both } from '../both.ts'
import { refuse } from '../refusal.ts'

export const memberId = (room: string, account: string): string => `${room}.${account}`

const idForm = /^[0-9a-f]{24}$/

type Who = Pick<AccountCaller, 'account'>

/** A room and the caller's place in it, found by id or handle. Whether the caller may know of it is not judged. */
export async function loadRoom(
  ports: Pick<Ports, 'store'>,
  caller: Who,
  ref: string,
): Promise<{ room: RoomRow; member: MemberRow | undefined }> {
  const { read } = ports.store
  const id = idForm.test(ref) ? ref : await read.owner({ space: 'handle', name: ref })
  if (id === undefined) throw refuse('room.not-found')
  const [room, member] = await both(read.row('room', id), read.row('member', memberId(id, caller.account)))
  if (!room) throw refuse('room.not-found')
  return { room, member }
}

/** A room the caller may know of; for others it does not exist. */
export async function loadKnownRoom(
  ports: Pick<Ports, 'store'>,
  caller: Who,
  ref: string,
): Promise<{ room: RoomRow; member: MemberRow | undefined }> {
  const found = await loadRoom(ports, caller, ref)
  if (!canKnow(found.room, found.member)) throw refuse('room.not-found')
  return found
}

/** A room the caller is in; for others it does not exist. */
export async function loadMyRoom(
  ports: Pick<Ports, 'store'>,
  caller: Who,
  ref: string,
): Promise<{ room: RoomRow; member: MemberRow }> {
  const { room, member } = await loadRoom(ports, caller, ref)
  if (!canRead(member)) throw refuse('room.not-found')
  return { room, member }
}

/** The precondition that a row is still as it was loaded. */
export const unchanged = <K extends Kind>({ kind, id, feed, version }: Row<K>): Expectation => ({
  row: { kind, id },
  feed,
  version,
})

/** The precondition that there is no such row. */
export const absent = (kind: Kind, id: string, feed: string): Expectation => ({
  row: { kind, id },
  feed,
  version: 0,
})

/** The page size asked for, within the contract's bounds. */
export const limitOf = (input: { limit?: number }): number =>
  Math.min(input.limit ?? limits.pageDefault, limits.pageMax)
