import { useEffect, useRef, useState } from 'preact/hooks'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { isForMe, type RoomState } from '../model/room-state.ts'

/** So many are read out one by one; more are counted. */
const readOutMost = 3
const gatherMs = 500
const textMost = 200

/** Says new messages of the open room to who listens to the page. History and one's own stay silent. */
export function Announcer({ room }: { room: RoomState }) {
  const chat = useChat()
  const [said, setSaid] = useState('')
  const saidUpTo = useRef(room.lastSeq.value)
  const last = room.lastSeq.value
  useEffect(() => {
    if (last <= saidUpTo.current) return
    const timer = setTimeout(() => {
      const news = room.timeline.messages.value.filter(
        (message) => message.seq > saidUpTo.current && isForMe(message, chat.me),
      )
      saidUpTo.current = last
      const words = chatWords.value.room
      const lines = news.flatMap((message) =>
        'removed' in message
          ? []
          : [words.heard(chat.people.get(message.author).name, message.text.slice(0, textMost))],
      )
      if (lines.length > 0)
        setSaid(lines.length > readOutMost ? words.heardMany(lines.length) : lines.join('\n'))
    }, gatherMs)
    return () => clearTimeout(timer)
  }, [last, room])
  return (
    <p class="sr-only" role="status">
      {said}
    </p>
  )
}
