import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { roomIcon, roomName } from '../room-names.ts'

/** What stands above the first message that is loaded. */
export function ListTop({ room }: { room: RoomState }) {
  const words = chatWords.value
  const { older } = room.timeline
  if (older.value === 'none') return <Beginning room={room} />
  return (
    <div class="list-top" role="status">
      {older.value === 'failed' ? (
        <>
          {words.room.olderFailed}{' '}
          <button type="button" class="link-button" onClick={() => void room.timeline.loadOlder()}>
            {words.retry}
          </button>
        </>
      ) : (
        <span class="muted">{words.room.older}</span>
      )}
    </div>
  )
}

function Beginning({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = chatWords.value.room
  const who = {
    public: words.beginningPublic,
    unlisted: words.beginningUnlisted,
    private: words.beginningPrivate,
    direct: words.beginningDirect,
  }
  return (
    <div class="beginning">
      <span class="beginning-sign">
        <Icon name={roomIcon(room)} size={28} />
      </span>
      <h2 dir="auto">{roomName(chat, room)}</h2>
      <p class="muted">
        {words.beginning(roomName(chat, room))} {who[room.room.value.type]}
      </p>
    </div>
  )
}
