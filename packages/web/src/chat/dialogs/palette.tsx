import { useEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from '../../parts/avatar.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { closeDialog } from './open-dialog.ts'
import { type Choice, choicesFor, useFoundPeople } from './palette-choices.ts'

/** One field for everything: rooms, people and what can be done. */
export function Palette() {
  const chat = useChat()
  const words = dialogWords.value.palette
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const found = useFoundPeople(chat, text)
  const choices = choicesFor(chat, text, found)
  const at = Math.min(place, choices.length - 1)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at])

  function choose(choice: Choice | undefined): void {
    if (!choice) return
    closeDialog()
    choice.run()
  }

  function pressed(event: KeyboardEvent): void {
    if (event.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPlace((at + step + choices.length) % Math.max(choices.length, 1))
    else if (event.key === 'Enter') choose(choices[at])
    else return
    event.preventDefault()
  }

  return (
    <Dialog heading={words.heading} onClose={closeDialog}>
      <div class="field-frame search-field">
        <Icon name="search" size={18} />
        <input
          type="text"
          role="combobox"
          autofocus
          autocomplete="off"
          aria-label={words.label}
          placeholder={words.label}
          aria-expanded="true"
          aria-controls="palette"
          aria-activedescendant={choices.length > 0 ? `choice-${at}` : undefined}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            setPlace(0)
          }}
          onKeyDown={pressed}
        />
      </div>
      <ul class="palette" id="palette" role="listbox" aria-label={words.heading} ref={list}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            id={`choice-${index}`}
            role="option"
            aria-selected={index === at}
            class="mention-choice"
            onClick={() => choose(choice)}
          >
            {choice.person ? (
              <Avatar person={choice.person} size="small" />
            ) : (
              <Icon name={choice.icon ?? 'hash'} />
            )}
            <span class="pick-name" dir="auto">
              {choice.name}
            </span>
            <span class="muted" dir="auto">
              {choice.hint}
            </span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p class="muted">{words.none}</p>}
    </Dialog>
  )
}
