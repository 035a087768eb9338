import type { Person } from '@hubbub/client'
import { useState } from 'preact/hooks'
import type { Chat } from '../model/chat.ts'
import type { RoomState } from '../model/room-state.ts'
import { everybody, nameBeingTyped } from '../text/mentions.ts'

const shownMost = 8

export interface Suggestion {
  username: string
  /** Undefined: everybody. */
  person?: Person
}

export interface MentionKeys {
  isOpen: boolean
  suggestions: readonly Suggestion[]
  place: number
  choose(place: number): void
  close(): void
  /** Answers whether the key was meant for the suggestions. */
  pressed(event: KeyboardEvent): boolean
}

interface MentionSource {
  chat: Chat
  room: RoomState
  text: string
  caret: number
  onText(text: string, caret: number): void
}

/** Suggests people while a name is typed after an @. */
export function useMentionKeys({ chat, room, text, caret, onText }: MentionSource): MentionKeys {
  const [place, setPlace] = useState(0)
  const [closedAt, setClosedAt] = useState(-1)
  const name = nameBeingTyped(text, caret)
  const suggestions = name && name.from !== closedAt ? suggestionsFor(chat, room, name.typed) : []
  const isOpen = suggestions.length > 0
  const at = Math.min(place, suggestions.length - 1)
  // Who has written the whole name means to send it.
  const isComplete = name !== undefined && suggestions[at]?.username === name.typed.toLowerCase()

  function choose(chosen: number): void {
    const suggestion = suggestions[chosen]
    if (!suggestion || !name) return
    const before = `${text.slice(0, name.from)}@${suggestion.username} `
    setPlace(0)
    onText(before + text.slice(caret).replace(/^ /, ''), before.length)
  }

  return {
    isOpen,
    suggestions,
    place: at,
    choose,
    close: () => setClosedAt(name?.from ?? -1),
    pressed(event) {
      if (!isOpen) return false
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step !== 0) setPlace((at + step + suggestions.length) % suggestions.length)
      else if (event.key === 'Enter' && isComplete) return false
      else if (event.key === 'Enter' || event.key === 'Tab') choose(at)
      else if (event.key === 'Escape') setClosedAt(name?.from ?? -1)
      else return false
      event.preventDefault()
      return true
    },
  }
}

/** Those whose name or username begins so first, then those that have it inside. */
function suggestionsFor(chat: Chat, room: RoomState, typed: string): Suggestion[] {
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
    .map((person) => ({ username: person.username, person, rank: rank(person) }))
    .filter((one) => one.rank < 2)
    .sort((one, other) => one.rank - other.rank || one.person.name.localeCompare(other.person.name))
  const all = !room.isDirect && everybody.startsWith(wanted) ? [{ username: everybody }] : []
  return [...found, ...all].slice(0, shownMost)
}
