import { homePath } from '../../page/router.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { partnerIn, roomIcon, roomName } from '../room-names.ts'
import { RoomMenu } from './room-menu.tsx'

interface RoomHeaderProps {
  room: RoomState
  hasPanel: boolean
  onPanel: () => void
}

export function RoomHeader({ room, hasPanel, onPanel }: RoomHeaderProps) {
  const chat = useChat()
  const words = chatWords.value.room
  const members = room.members.list.value?.size
  const { topic } = room.room.value
  return (
    <header class="room-header">
      <a class="icon-button only-narrow" href={homePath} aria-label={words.back}>
        <Icon name="back" />
      </a>
      <RoomSign room={room} />
      <div class="room-names">
        <h1 dir="auto">{roomName(chat, room)}</h1>
        {topic !== undefined && topic !== '' && (
          <p class="room-topic" dir="auto" title={topic}>
            {topic}
          </p>
        )}
      </div>
      <button
        type="button"
        class="header-button"
        aria-expanded={hasPanel}
        aria-label={members === undefined ? words.members : words.memberCount(members)}
        title={hasPanel ? words.hideMembers : words.showMembers}
        onClick={onPanel}
      >
        <Icon name="people" />
        {members !== undefined && <span>{members}</span>}
      </button>
      <RoomMenu room={room} />
    </header>
  )
}

function RoomSign({ room }: { room: RoomState }) {
  const chat = useChat()
  const partner = partnerIn(room)
  if (partner === undefined) return <Icon name={roomIcon(room)} size={22} />
  return <Avatar person={chat.people.get(partner)} size="small" presence={chat.presence.of(partner)} />
}
