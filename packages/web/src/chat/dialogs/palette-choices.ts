import type { Person } from '@hubbub/client'
import { useEffect, useState } from 'preact/hooks'
import { goTo } from '../../page/router.ts'
import { signOut } from '../../page/signed-in.ts'
import { chooseTheme, themes } from '../../page/theme.ts'
import type { IconName } from '../../parts/icon.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { chooseLanguage, type Language, languages } from '../../words/language.ts'
import { findPeople, knownPeople } from '../find-people.ts'
import type { Chat } from '../model/chat.ts'
import { openDirect } from '../open-direct.ts'
import { pathOf, roomIcon, roomName, sortedRooms } from '../room-names.ts'
import { act } from '../act.ts'
import { rankOf } from './match.ts'
import { openDialog } from './open-dialog.ts'

const shownMost = 8
const pauseMs = 150

/** One thing that can be chosen: a room, somebody, or something to do. */
export interface Choice {
  id: string
  name: string
  hint: string
  icon?: IconName
  person?: Person
  run(): void
}

/** Those that fit what was typed, best first. */
export function choicesFor(chat: Chat, text: string, found: readonly Person[]): Choice[] {
  const all = [...roomChoices(chat), ...peopleChoices(chat, found), ...actionChoices(chat)]
  const ranked = all.map((choice) => ({ choice, rank: rankOf(`${choice.name} ${choice.hint}`, text) }))
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, shownMost)
    .map(({ choice }) => choice)
}

/** People of the whole server, asked for when the typing pauses; those of one's rooms are known at once. */
export function useFoundPeople(chat: Chat, text: string): readonly Person[] {
  const [found, setFound] = useState<readonly Person[]>([])
  const wanted = text.trim()
  useEffect(() => {
    if (wanted.length < 2) return
    let isStale = false
    const timer = setTimeout(() => {
      // Where they cannot be asked for, those who are known are enough.
      findPeople(chat, wanted).then(
        (people) => {
          if (!isStale) setFound(people)
        },
        () => undefined,
      )
    }, pauseMs)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [wanted])
  return found
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

function peopleChoices(chat: Chat, found: readonly Person[]): Choice[] {
  const people = new Map([...knownPeople(chat), ...found].map((person) => [person.id, person]))
  people.delete(chat.me)
  return [...people.values()].map((person) => ({
    id: `person-${person.id}`,
    name: person.name,
    hint: `@${person.username}`,
    person,
    run: () => act(openDirect(chat, [person])),
  }))
}

function actionChoices(chat: Chat): Choice[] {
  const words = dialogWords.value
  const role = chat.account.value?.role
  const action = (id: string, name: string, icon: IconName, run: () => void): Choice[] => [
    { id, name, hint: '', icon, run },
  ]
  const open = (name: 'browse' | 'create' | 'direct' | 'invite' | 'settings') => () => openDialog({ name })
  return [
    ...action('browse', words.rooms.browse, 'compass', open('browse')),
    ...(role === 'guest' ? [] : action('create', words.rooms.create, 'plus', open('create'))),
    ...action('direct', words.rooms.newDirect, 'chat', open('direct')),
    ...(role === 'owner' || role === 'admin'
      ? action('invite', words.me.invite, 'mail', open('invite'))
      : []),
    ...action('settings', words.me.settings, 'pencil', open('settings')),
    ...action('notices', words.notices.heading, 'pencil', open('settings')),
    ...themes.flatMap((theme) =>
      action(`theme-${theme}`, `${words.me.theme}: ${words.me.themes[theme]}`, 'pencil', () =>
        chooseTheme(theme),
      ),
    ),
    ...Object.entries(languages).flatMap(([tag, name]) =>
      action(`language-${tag}`, `${words.me.language}: ${name}`, 'pencil', () =>
        chooseLanguage(tag as Language),
      ),
    ),
    ...action('sign-out', words.me.signOut, 'leave', () => void signOut()),
  ]
}
