import type { RefObject, TextareaHTMLAttributes } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { grow } from './grow.ts'
import { SuggestionList } from './suggestion-list.tsx'
import { useSuggestions } from './use-suggestions.ts'

/** On a touch screen Enter makes a new line, as keyboards there have it, and nothing pops up uninvited. */
export const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches

interface WritingFieldProps {
  /** The field's own; what belongs to it is called after it. */
  id: string
  room: RoomState
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  onText: (text: string) => void
  onEnter: () => void
  /** Every key that is neither for the suggestions nor the end of the text. */
  onKey: (event: KeyboardEvent) => void
  /** Anything of a text field's own. */
  more: TextareaHTMLAttributes
}

/** Where a message is written or changed: it grows with its text, suggests people and emoji, and ends with Enter. */
export function WritingField({ id, room, field, text, onText, onEnter, onKey, more }: WritingFieldProps) {
  const chat = useChat()
  const [caret, setCaret] = useState(0)
  const suggestions = useSuggestions({ chat, room, text, caret, onText: put })
  const listId = `${id}-suggestions`
  useLayoutEffect(() => grow(field.current), [text])

  function put(changed: string, at: number): void {
    // At once, not with the next picture: what is typed until then would land in front.
    if (field.current) field.current.value = changed
    field.current?.setSelectionRange(at, at)
    onText(changed)
    setCaret(at)
  }

  function pressed(event: KeyboardEvent): void {
    if (event.isComposing) return
    if (suggestions.pressed(event)) event.stopPropagation()
    else if (event.key === 'Enter' && !event.shiftKey && !isTouch()) {
      event.preventDefault()
      onEnter()
    } else onKey(event)
  }

  return (
    <>
      <SuggestionList id={listId} suggestions={suggestions} field={field} />
      <textarea
        {...more}
        id={id}
        ref={field}
        rows={1}
        dir="auto"
        value={text}
        aria-haspopup="listbox"
        aria-controls={suggestions.isOpen ? listId : undefined}
        aria-activedescendant={suggestions.isOpen ? `${listId}-${suggestions.place}` : undefined}
        aria-autocomplete="list"
        onInput={({ currentTarget }) => {
          onText(currentTarget.value)
          setCaret(currentTarget.selectionStart)
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onBlur={suggestions.close}
        onKeyDown={pressed}
      />
    </>
  )
}
