import { route } from '../../page/router.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { partnerIn, pathOf, roomIcon, roomName } from '../room-names.ts'

/** One room of the list: a real link, with what is new in it. */
export function RoomLink({ room }: { room: RoomState }) {
  const chat = useChat()
  const { value } = route
  const isHere = value.name === 'room' && (value.room === room.id || value.room === room.room.value.handle)
  const unread = room.unread.value
  const level = room.inbox.value.level
  const isLoud = unread > 0 && level !== 'none'
  return (
    <a
      class={`room-link${isLoud ? ' is-unread' : ''}${level === 'none' ? ' is-muted' : ''}`}
      href={pathOf(room)}
      aria-current={isHere ? 'page' : undefined}
    >
      <RoomSign room={room} />
      <span class="room-link-name" dir="auto">
        {roomName(chat, room)}
      </span>
      <Marks room={room} isHere={isHere} />
    </a>
  )
}

function RoomSign({ room }: { room: RoomState }) {
  const chat = useChat()
  const partner = partnerIn(room)
  if (partner === undefined)
    return (
      <span class="room-link-sign">
        <Icon name={roomIcon(room)} size={18} />
      </span>
    )
  const presence = chat.presence.of(partner)
  return (
    <span class="room-link-sign">
      <Avatar person={chat.people.get(partner)} size="small" presence={presence} />
      <span class="sr-only">{chatWords.value.presence[presence]}</span>
    </span>
  )
}

function Marks({ room, isHere }: { room: RoomState; isHere: boolean }) {
  const words = chatWords.value.rooms
  const unread = room.unread.value
  const mentions = room.isDirect ? unread : room.mentions.value
  const hasFailed = room.pending.value.some(({ state }) => state === 'failed')
  return (
    <span class="room-link-marks">
      {hasFailed && (
        <span class="mark-failed" title={words.notSent}>
          <Icon name="warning" size={16} />
          <span class="sr-only">{words.notSent}</span>
        </span>
      )}
      {!isHere && room.draft.value.trim() !== '' && (
        <span class="mark-draft" title={words.draft}>
          <Icon name="pencil" size={14} />
          <span class="sr-only">{words.draft}</span>
        </span>
      )}
      {mentions > 0 ? (
        <span class="badge">
          <span aria-hidden="true">{mentions >= 100 ? '99+' : mentions}</span>
          <span class="sr-only">{room.isDirect ? words.unread(mentions) : words.mentions(mentions)}</span>
        </span>
      ) : (
        unread > 0 && (
          <span class="dot">
            <span class="sr-only">{words.unread(unread)}</span>
          </span>
        )
      )}
    </span>
  )
}
