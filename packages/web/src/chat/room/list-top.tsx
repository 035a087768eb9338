import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { openDialog } from '../dialogs/open-dialog.ts'
import type { RoomState } from '../model/room-state.ts'
import type { Timeline } from '../model/timeline.ts'
import { mayAdd } from '../rights.ts'
import { roomIcon, roomName } from '../room-names.ts'

/** Says over the list, so that nothing moves, that older messages are still to come or could not be loaded. */
export function OlderState({ timeline }: { timeline: Timeline }) {
  const words = chatWords.value
  const older = timeline.older.value
  return (
    <div class="list-top" role="status">
      {older === 'loading' && <span class="list-pill late">{words.room.older}</span>}
      {older === 'failed' && (
        <span class="list-pill">
          {words.room.olderFailed}{' '}
          <button type="button" class="link-button" onClick={() => void timeline.loadOlder()}>
            {words.retry}
          </button>
        </span>
      )}
    </div>
  )
}

/** What stands above the first message of a room. */
export function Beginning({ room }: { room: RoomState }) {
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
      {mayAdd(room) && (
        <div class="beginning-actions">
          <button type="button" class="button" onClick={() => openDialog({ name: 'add-people', room })}>
            <Icon name="plus" size={18} />
            {words.addPeople}
          </button>
        </div>
      )}
    </div>
  )
}
