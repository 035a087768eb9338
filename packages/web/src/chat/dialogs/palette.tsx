import type { Person } from '@hubbub/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { goTo } from '../../page/router.ts'
import { signOut } from '../../page/signed-in.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { language } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import type { Chat } from '../model/chat.ts'
import { openDirect } from '../open-direct.ts'
import { pathOf, roomIcon, roomName, sortedRooms } from '../room-names.ts'
import { act } from '../room/room-menu.tsx'
import { rankOf } from './match.ts'
import { closeDialog, openDialog } from './open-dialog.ts'

const shownMost = 8

interface Choice {
  id: string
  name: string
  hint: string
  icon?: IconName
  person?: Person
  run(): void
}

/** One field for everything: rooms, people and what can be done. */
export function Palette() {
  const chat = useChat()
  const words = dialogWords.value.palette
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const choices = choicesFor(chat, text)
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

function choicesFor(chat: Chat, text: string): Choice[] {
  const all = [...roomChoices(chat), ...peopleChoices(chat), ...actionChoices(chat)]
  const ranked = all.map((choice) => ({ choice, rank: rankOf(`${choice.name} ${choice.hint}`, text) }))
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, shownMost)
    .map(({ choice }) => choice)
}

function roomChoices(chat: Chat): Choice[] {
  const { starred, rooms, direct } = sortedRooms(chat)
  // What is unread comes first while nothing is typed.
  const all = [...starred, ...rooms, ...direct].sort(
    (one, other) => Number(other.unread.value > 0) - Number(one.unread.value > 0),
  )
  return all.map((room) => ({
    id: room.id,
    name: roomName(chat, room),
    hint: room.unread.value > 0 ? dialogWords.value.rooms.unread(room.unread.value) : '',
    icon: roomIcon(room),
    run: () => goTo(pathOf(room)),
  }))
}

/** Everybody of the rooms whose members are known. */
function peopleChoices(chat: Chat): Choice[] {
  const { compare } = new Intl.Collator(language.value)
  const ids = [...chat.rooms.value.values()].flatMap(({ members }) => [...(members.list.value?.keys() ?? [])])
  return [...new Set(ids)]
    .filter((id) => id !== chat.me)
    .map((id) => chat.people.get(id))
    .sort((one, other) => compare(one.name, other.name))
    .map((person) => ({
      id: `person-${person.id}`,
      name: person.name,
      hint: `@${person.username}`,
      person,
      run: () => act(openDirect(chat, person.id)),
    }))
}

function actionChoices(chat: Chat): Choice[] {
  const words = dialogWords.value
  const isGuest = chat.account.value?.role === 'guest'
  const action = (id: string, name: string, icon: IconName, run: () => void): Choice => ({
    id,
    name,
    hint: '',
    icon,
    run,
  })
  return [
    action('browse', words.rooms.browse, 'compass', () => openDialog({ name: 'browse' })),
    ...(isGuest ? [] : [action('create', words.rooms.create, 'plus', () => openDialog({ name: 'create' }))]),
    action('direct', words.rooms.newDirect, 'chat', () => openDialog({ name: 'direct' })),
    action('settings', words.settings.heading, 'pencil', () => openDialog({ name: 'settings' })),
    action('sign-out', words.me.signOut, 'leave', () => void signOut()),
  ]
}
