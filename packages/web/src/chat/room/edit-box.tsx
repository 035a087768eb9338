import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { mentionsIn } from '../text/mentions.ts'
import type { StandingMessage } from '../model/timeline.ts'
import { usernamesOf } from './usernames.ts'
import type { Visit } from './visit.ts'
import { isTouch, WritingField } from './writing-field.tsx'

/** Changes a message in its place. */
export function EditBox({ visit, message }: { visit: Visit; message: StandingMessage }) {
  const chat = useChat()
  const words = chatWords.value
  const [text, setText] = useState(message.text)
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const { current } = field
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])

  function end(): void {
    visit.editing.value = undefined
    document.getElementById('composer')?.focus()
  }

  async function save(): Promise<void> {
    if (text.trim() === '' || busy) return
    if (text === message.text) return end()
    setBusy(true)
    try {
      const named = mentionsIn(text, usernamesOf(chat, visit.room))
      await chat.client.room(visit.room.id).edit(message.id, text, named)
      end()
    } catch (failure) {
      setFault(wordsFor(failure))
      setBusy(false)
    }
  }

  return (
    <div class="edit-box">
      <WritingField
        id="edit"
        room={visit.room}
        field={field}
        text={text}
        onText={setText}
        onEnter={() => void save()}
        onKey={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          end()
        }}
        more={{ 'aria-label': words.message.edit, 'aria-describedby': 'edit-hint' }}
      />
      {fault !== '' && (
        <p class="field-error" role="alert">
          {fault}
        </p>
      )}
      <div class="edit-foot">
        <span class="muted" id="edit-hint">
          {!isTouch() && words.message.editHint}
        </span>
        <button type="button" class="button is-small" onClick={end}>
          {words.cancel}
        </button>
        <button
          type="button"
          class="button is-small is-primary"
          aria-disabled={busy || text.trim() === ''}
          onClick={() => void save()}
        >
          {words.message.save}
        </button>
      </div>
    </div>
  )
}
