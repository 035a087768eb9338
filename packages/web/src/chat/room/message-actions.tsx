import { wordsFor } from '../../page/problem.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { say } from '../../parts/toasts.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { copy } from '../copy.ts'
import type { Chat } from '../model/chat.ts'
import type { RoomState } from '../model/room-state.ts'
import type { StandingMessage } from '../model/timeline.ts'
import type { Visit } from './visit.ts'

interface MessageActionsProps {
  visit: Visit
  message: StandingMessage
  isTabStop: boolean
}

/** What can be done with a message; shown where one points at it, and where the focus is. */
export function MessageActions({ visit, message, isTabStop }: MessageActionsProps) {
  const chat = useChat()
  const words = chatWords.value.message
  const { room } = visit
  const isMine = message.author === chat.me
  const mayDelete = isMine || (!room.isDirect && room.membership.value.role !== 'member')
  const tabIndex = isTabStop ? 0 : -1
  return (
    <div class="actions" role="group" aria-label={words.actions}>
      <IconButton
        icon="copy"
        label={words.copy}
        tabIndex={tabIndex}
        onClick={() => void copy(message.text)}
      />
      {isMine && room.room.value.archived !== true && (
        <IconButton
          icon="pencil"
          label={words.edit}
          tabIndex={tabIndex}
          onClick={() => {
            visit.editing.value = message.id
          }}
        />
      )}
      {mayDelete && (
        <IconButton
          icon="trash"
          label={words.delete}
          tabIndex={tabIndex}
          onClick={() => deleteSoon(chat, room, message.id)}
        />
      )}
    </div>
  )
}

const undoMs = 5_000

/** Gone at once for me, and for everybody when nobody has undone it. Closing the page is no undoing. */
function deleteSoon(chat: Chat, room: RoomState, message: string): void {
  const words = chatWords.value.message
  hide(room, message, true)
  const send = () => {
    removeEventListener('pagehide', now)
    chat.client
      .room(room.id)
      .delete(message)
      .catch((failure: unknown) => {
        hide(room, message, false)
        say(`${words.deleteFailed} ${wordsFor(failure)}`, { isFault: true })
      })
  }
  const timer = setTimeout(send, undoMs)
  const now = () => {
    clearTimeout(timer)
    send()
  }
  addEventListener('pagehide', now)
  const undo = () => {
    clearTimeout(timer)
    removeEventListener('pagehide', now)
    hide(room, message, false)
    drop()
  }
  const drop = say(words.deleted, { action: { label: words.undo, run: undo } })
}

function hide(room: RoomState, message: string, isHidden: boolean): void {
  const hidden = new Set(room.hidden.value)
  if (isHidden) hidden.add(message)
  else hidden.delete(message)
  room.hidden.value = hidden
}
