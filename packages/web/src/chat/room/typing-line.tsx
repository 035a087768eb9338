import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'

/** Who is writing. Its height is fixed, so that nothing moves when somebody begins. */
export function TypingLine({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = chatWords.value.room
  const names = [...room.typing.value.keys()]
    .filter((id) => id !== chat.me)
    .map((id) => chat.people.get(id).name)
  const [one, other] = names
  return (
    <p class="typing" dir="auto" aria-hidden="true">
      {one !== undefined && <span class="typing-dots" />}
      {names.length > 2 && words.typingMany}
      {names.length === 2 && one !== undefined && other !== undefined && words.typingTwo(one, other)}
      {names.length === 1 && one !== undefined && words.typingOne(one)}
    </p>
  )
}
