import type { Chat } from './model/chat.ts'
import type { StandingMember } from './model/members.ts'
import type { RoomState } from './model/room-state.ts'

/** What to offer. The server decides; these only keep buttons away that it would refuse. */

const rank: Record<StandingMember['role'], number> = { member: 1, moderator: 2, owner: 3 }

const isAdmin = (chat: Chat): boolean => {
  const role = chat.account.value?.role
  return role === 'owner' || role === 'admin'
}

/** Whether I may write there now. */
export const mayWrite = ({ room, membership }: RoomState): boolean =>
  room.value.archived !== true && (room.value.posting === 'everyone' || membership.value.role !== 'member')

/** Name, kind, who may write, archive. */
export function mayManage(chat: Chat, room: RoomState): boolean {
  const { type } = room.room.value
  if (type === 'direct') return false
  return room.membership.value.role === 'owner' || (type === 'public' && isAdmin(chat))
}

/** Owners and moderators: who is banned, and who may come back. */
export const mayModerate = (room: RoomState): boolean =>
  !room.isDirect && rank[room.membership.value.role] >= rank.moderator

export const mayAdd = (room: RoomState): boolean => mayModerate(room) && room.room.value.archived !== true

/** Owners act on everybody but other owners, moderators on members. */
export function mayActOn(chat: Chat, room: RoomState, { account, role }: StandingMember): boolean {
  const mine = rank[room.membership.value.role]
  return !room.isDirect && account !== chat.me && mine >= rank.moderator && mine > rank[role]
}

export const maySetRoles = (chat: Chat, room: RoomState, member: StandingMember): boolean =>
  mayManage(chat, room) && member.account !== chat.me && member.role !== 'owner'
