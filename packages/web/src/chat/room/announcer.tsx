import { useEffect, useRef, useState } from 'preact/hooks'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { Chat } from '../model/chat.ts'
import { isForMe, namesMe, type RoomState } from '../model/room-state.ts'
import { announced } from './announced.ts'

/** So many are read out one by one; more are counted. */
const readOutMost = 3
/** What comes together is said together, */
const gatherMs = 500
/** and nobody is talked over by what comes in between. */
const pauseMs = 2_000
const textMost = 200

/** Says new messages of the open room to who listens to the page. History and one's own stay silent. */
export function Announcer({ room }: { room: RoomState }) {
  const chat = useChat()
  const [{ upTo, text, times }, setSaid] = useState({ upTo: room.lastSeq.value, text: '', times: 0 })
  const nextAt = useRef(0)
  const isDue = room.lastSeq.value > upTo
  useEffect(() => {
    if (!isDue) return
    const say = () => {
      const heard = newsOf(chat, room, upTo)
      if (heard !== '') nextAt.current = Date.now() + pauseMs
      setSaid({
        upTo: room.lastSeq.value,
        text: heard === '' ? text : heard,
        times: heard === '' ? times : times + 1,
      })
    }
    const timer = setTimeout(say, Math.max(gatherMs, nextAt.current - Date.now()))
    return () => clearTimeout(timer)
  }, [isDue, upTo])
  return (
    <p class="sr-only" role="status">
      {/* Another element each time: the same words twice are said twice. */}
      <span key={times}>{text}</span>
    </p>
  )
}

/** What is to be said of everything after a number. */
function newsOf(chat: Chat, room: RoomState, after: number): string {
  if (announced.value === 'none') return ''
  const words = chatWords.value.room
  const isOnlyMine = announced.value === 'mentions' && !room.isDirect
  const lines = room.timeline.messages.value.flatMap((message) =>
    message.seq <= after ||
    'removed' in message ||
    !isForMe(message, chat.me) ||
    (isOnlyMine && !namesMe(message, chat.me))
      ? []
      : [words.heard(chat.people.get(message.author).name, message.text.slice(0, textMost))],
  )
  return lines.length > readOutMost ? words.heardMany(lines.length) : lines.join('\n')
}
