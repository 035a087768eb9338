import type { RoomRole } from '@hubbub/protocol'
import type { Row } from './feeds/change-set.ts'
import { type AccountCaller, isAdmin } from './caller.ts'

/** Who may. One file, pure, decided here for all transports and dialects. */

export type RoomRow = Row<'room'>
export type MemberRow = Row<'member'>

const rank: Record<RoomRole, number> = { member: 1, moderator: 2, owner: 3 }

export const rankOf = (member: MemberRow | undefined): number =>
  member ? (rank[member.columns.role as RoomRole] ?? 0) : 0

/** Reading always needs membership. */
export const canRead = (member: MemberRow | undefined): member is MemberRow => member !== undefined

/** Whether a room may be known of: by its members, a public one by everybody, an unlisted one by who has its id. */
export const canKnow = (room: RoomRow, member: MemberRow | undefined): boolean =>
  member !== undefined || room.columns.type === 'public' || room.columns.type === 'unlisted'

export const canJoin = (room: RoomRow): boolean =>
  room.columns.type === 'public' || room.columns.type === 'unlisted'

export const isDirect = (room: RoomRow): boolean => room.columns.type === 'direct'

export const isMuted = (member: MemberRow, now: number): boolean => (member.columns.mutedUntil ?? 0) > now

export const isModerator = (member: MemberRow | undefined): boolean => rankOf(member) >= rank.moderator

export const isRoomOwner = (member: MemberRow | undefined): boolean => rankOf(member) >= rank.owner

/** Name, kind, handle, archive and deletion: the room's owners; the server's admins where the room is public. */
export const canManage = (caller: AccountCaller, room: RoomRow, member: MemberRow | undefined): boolean =>
  isRoomOwner(member) || (room.columns.type === 'public' && isAdmin(caller))

/** What an older contract made belongs to all its members, as that contract promises (decision 14). */
export const canDelete = (caller: AccountCaller, room: RoomRow, member: MemberRow | undefined): boolean =>
  canManage(caller, room, member) ||
  (member !== undefined && caller.contract !== undefined && room.columns.madeBy === caller.contract)

/** Owners act on everybody but other owners, moderators on members. */
export const canActOn = (actor: MemberRow | undefined, target: MemberRow | undefined): boolean =>
  isModerator(actor) && rankOf(actor) > rankOf(target)
