import type { Person } from '@hubbub/client'
import { useEffect, useState } from 'preact/hooks'
import { chatWords } from '../../words/chat.ts'
import type { Chat } from '../model/chat.ts'
import type { RoomState } from '../model/room-state.ts'
import { emojiBeingTyped, emojiFinder, loadEmoji } from '../text/emoji.ts'
import { everybody, nameBeingTyped } from '../text/mentions.ts'

const shownMost = 8

export interface Suggestion {
  /** What takes the place of what was typed. */
  insert: string
  name: string
  hint: string
  person?: Person
  emoji?: string
}

export interface Suggestions {
  isOpen: boolean
  /** What the list holds, for who hears it. */
  label: string
  list: readonly Suggestion[]
  place: number
  choose(place: number): void
  close(): void
  /** Answers whether the key was meant for the suggestions. */
  pressed(event: KeyboardEvent): boolean
}

interface Written {
  chat: Chat
  room: RoomState
  text: string
  caret: number
  onText(text: string, caret: number): void
}

/** Suggests people while a name is typed after an @, and emoji after a colon. */
export function useSuggestions({ chat, room, text, caret, onText }: Written): Suggestions {
  const words = chatWords.value.composer
  const [place, setPlace] = useState(0)
  const [closedAt, setClosedAt] = useState(-1)
  const person = nameBeingTyped(text, caret)
  const emoji = person ? undefined : emojiBeingTyped(text, caret)
  const typed = person ?? emoji
  useEffect(() => {
    if (emoji) loadEmoji()
  }, [emoji !== undefined])
  useEffect(() => {
    // Closed for one name, not for the next one at its place.
    if (!typed) setClosedAt(-1)
  }, [typed === undefined])
  const list =
    typed === undefined || typed.from === closedAt
      ? []
      : person
        ? peopleFor(chat, room, person.typed)
        : emojiSuggestions(typed.typed)
  const isOpen = list.length > 0
  const at = Math.min(place, list.length - 1)
  const chosen = list[at]
  // Who has written the whole name means to send it.
  const isComplete = person !== undefined && chosen?.insert === `@${person.typed.toLowerCase()}`

  function choose(wanted: number): void {
    const suggestion = list[wanted]
    if (!suggestion || !typed) return
    const before = `${text.slice(0, typed.from)}${suggestion.insert} `
    setPlace(0)
    onText(before + text.slice(caret).replace(/^ /, ''), before.length)
  }

  return {
    isOpen,
    label: person ? words.suggestions : words.emoji,
    list,
    place: at,
    choose,
    close: () => setClosedAt(typed?.from ?? -1),
    pressed(event) {
      if (!isOpen) return false
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step !== 0) setPlace((at + step + list.length) % list.length)
      else if (event.key === 'Enter' && isComplete) return false
      else if (event.key === 'Enter' || event.key === 'Tab' || (event.key === ':' && emoji)) choose(at)
      else if (event.key === 'Escape') setClosedAt(typed?.from ?? -1)
      else return false
      event.preventDefault()
      return true
    },
  }
}

const emojiSuggestions = (typed: string): Suggestion[] =>
  (emojiFinder.value?.(typed, shownMost) ?? []).map(({ emoji, name }) => ({
    insert: emoji,
    name: name.replaceAll('_', ' '),
    hint: '',
    emoji,
  }))

/** Those whose name or username begins so first, then those that have it inside. */
function peopleFor(chat: Chat, room: RoomState, typed: string): Suggestion[] {
  const wanted = typed.toLocaleLowerCase()
  const people = [...(room.members.list.value?.keys() ?? [])]
    .filter((id) => id !== chat.me)
    .map((id) => chat.people.get(id))
    .filter(({ username }) => username !== '')
  const rank = ({ username, name }: Person) => {
    const words = [username, ...name.split(/\s+/)].map((word) => word.toLocaleLowerCase())
    if (words.some((word) => word.startsWith(wanted))) return 0
    return words.some((word) => word.includes(wanted)) ? 1 : 2
  }
  const found = people
    .map((person) => ({ person, rank: rank(person) }))
    .filter((one) => one.rank < 2)
    .sort((one, other) => one.rank - other.rank || one.person.name.localeCompare(other.person.name))
    .map(({ person }) => ({ person, name: person.name, ...asMention(person.username) }))
  const all = { name: chatWords.value.composer.everybody, ...asMention(everybody) }
  return [...found, ...(!room.isDirect && everybody.startsWith(wanted) ? [all] : [])].slice(0, shownMost)
}

const asMention = (username: string) => ({ insert: `@${username}`, hint: `@${username}` })
