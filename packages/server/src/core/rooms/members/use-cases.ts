import type { UseCases } from '../../use-case.ts'
import { addMember } from './add-member.ts'
import { banMember } from './ban-member.ts'
import { joinRoom } from './join-room.ts'
import { leaveRoom } from './leave-room.ts'
import { listBans } from './list-bans.ts'
import { listMembers } from './list-members.ts'
import { removeMember } from './remove-member.ts'
import { setMemberRole } from './set-member-role.ts'
import { unbanMember } from './unban-member.ts'

export const memberUseCases = {
  'room.join': joinRoom,
  'room.leave': leaveRoom,
  'member.list': listMembers,
  'member.add': addMember,
  'member.remove': removeMember,
  'member.setRole': setMemberRole,
  'member.ban': banMember,
  'member.unban': unbanMember,
  'ban.list': listBans,
} satisfies Partial<UseCases>
