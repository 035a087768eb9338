import { Menu, MenuItem } from '../../parts/menu.tsx'
import { sure } from '../../parts/question.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import type { StandingMember } from '../model/members.ts'
import type { RoomState } from '../model/room-state.ts'
import { mayActOn, maySetRoles } from '../rights.ts'
import { roomName } from '../room-names.ts'
import { act } from '../act.ts'

const roles = ['owner', 'moderator', 'member'] as const

/** What an owner or a moderator can do about a member; nothing is shown to others. */
export function MemberMenu({ room, member }: { room: RoomState; member: StandingMember }) {
  const chat = useChat()
  const words = dialogWords.value.people
  const { account, role } = member
  const { name } = chat.people.get(account)
  const mayRemove = mayActOn(chat, room, member)
  const mayPromote = maySetRoles(chat, room, member)
  if (!mayRemove && !mayPromote) return null
  const place = { room: room.id, account }

  async function remove(
    command: 'member.remove' | 'member.ban',
    question: string,
    yes: string,
  ): Promise<void> {
    if (await sure(question, yes)) act(chat.client.ask(command, place))
  }

  return (
    <Menu icon="more" label={`${words.actions}: ${name}`}>
      {mayPromote &&
        roles
          .filter((one) => one !== role)
          .map((one) => (
            <MenuItem
              key={one}
              icon="people"
              onChoose={() => act(chat.client.ask('member.setRole', { ...place, role: one }))}
            >
              {words.make[one]}
            </MenuItem>
          ))}
      {mayRemove && (
        <MenuItem
          icon="leave"
          isDanger
          onChoose={() =>
            void remove('member.remove', words.removeQuestion(name, roomName(chat, room)), words.remove)
          }
        >
          {words.remove}
        </MenuItem>
      )}
      {mayRemove && (
        <MenuItem
          icon="close"
          isDanger
          onChoose={() => void remove('member.ban', words.banQuestion(name, roomName(chat, room)), words.ban)}
        >
          {words.ban}
        </MenuItem>
      )}
    </Menu>
  )
}
