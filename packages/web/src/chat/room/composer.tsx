import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from '../../parts/icon-button.tsx'
import { say } from '../../parts/toasts.tsx'
import { failureIn } from '../../page/problem.ts'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { Chat } from '../model/chat.ts'
import { roomName } from '../room-names.ts'
import { mentionsIn } from '../text/mentions.ts'
import { usernamesOf } from './usernames.ts'
import { goToLatest, type Visit } from './visit.ts'
import { isTouch, WritingField } from './writing-field.tsx'

/** Of a message: what the server takes, and from where it is shown how much is left. */
const bytesMost = 16 * 1024
const warnFrom = 0.8

/** Where one writes. What is written stays until it is sent, on this device and on the others. */
export function Composer({ visit }: { visit: Visit }) {
  const chat = useChat()
  const words = chatWords.value.composer
  const { room } = visit
  const text = room.draft.value
  const field = useRef<HTMLTextAreaElement>(null)
  const over = bytesOf(text) - bytesMost
  const maySend = text.trim() !== '' && over <= 0
  const name = roomName(chat, room)
  useEffect(() => {
    if (!isTouch()) field.current?.focus()
  }, [room])

  function send(): void {
    if (!maySend) return
    chat.drafts.write(room, '')
    void sendText(chat, visit, text)
    field.current?.focus()
  }

  function typed(changed: string): void {
    const isMore = changed.trim() !== '' && changed !== text
    chat.drafts.write(room, changed)
    if (isMore) chat.client.room(room.id).typing()
  }

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'ArrowUp' && text === '') {
      if (editLast(chat, visit)) event.preventDefault()
    } else if (event.key === 'Escape') void goToLatest(visit)
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div class="composer-frame">
        <WritingField
          id="composer"
          room={room}
          field={field}
          text={text}
          onText={typed}
          onEnter={send}
          onKey={pressed}
          more={{
            'aria-label': words.label(name),
            placeholder: words.placeholder(name),
            title: isTouch() ? undefined : words.hint,
            enterkeyhint: isTouch() ? 'enter' : 'send',
          }}
        />
        <IconButton icon="send" label={words.send} type="submit" class="send" disabled={!maySend} />
      </div>
      {over > -bytesMost * (1 - warnFrom) && (
        <p class={over > 0 ? 'composer-left is-over' : 'composer-left'} role="status">
          {over > 0 ? words.tooLong(over) : words.left(-over)}
        </p>
      )}
    </form>
  )
}

/** It is in the list before the server knows of it; what becomes of it is shown there. */
async function sendText(chat: Chat, { room, toLatest, readUpTo }: Visit, text: string): Promise<void> {
  if (room.timeline.newer.value !== 'none') await room.timeline.open()
  const { mentions, all } = mentionsIn(text, usernamesOf(chat, room))
  readUpTo.value = room.unread.value > 0 ? readUpTo.value : undefined
  const sent = chat.client
    .room(room.id)
    .send(text.trimEnd(), { ...(mentions.length > 0 ? { mentions } : {}), ...(all ? { all } : {}) })
  requestAnimationFrame(() => (toLatest.value = true))
  await sent.catch((failure: unknown) => {
    if (failureIn(failure)?.code !== 'client.storage') return
    chat.drafts.write(room, text)
    say(chatWords.value.composer.notKept, { isFault: true })
  })
}

/** Answers whether there was one. */
function editLast(chat: Chat, { room, editing }: Visit): boolean {
  const mine = room.timeline.messages.value.findLast(
    (message) => message.author === chat.me && !('removed' in message) && !room.hidden.value.has(message.id),
  )
  if (mine) editing.value = mine.id
  return mine !== undefined
}

const encoder = new TextEncoder()

/** Three bytes a letter at most: short texts, which are nearly all, need no counting. */
const bytesOf = (text: string): number =>
  text.length * 3 <= bytesMost * warnFrom ? text.length : encoder.encode(text).length
