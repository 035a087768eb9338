import type { Person } from '@hubbub/client'
import { language } from '../words/language.ts'
import type { Chat } from './model/chat.ts'

const askedMost = 50

/** People by a part of their name. Guests may not search everybody: they find whom they share a room with. */
export async function findPeople(chat: Chat, text: string): Promise<readonly Person[]> {
  if (chat.account.value?.role === 'guest') return peopleOfRooms(chat, text)
  const { items } = await chat.client.ask('profile.list', {
    limit: askedMost,
    ...(text === '' ? {} : { search: text }),
  })
  chat.client.people.learn(items)
  return items
    .filter(({ role, deactivated }) => role !== 'bot' && deactivated !== true)
    .map(({ id }) => chat.client.people.get(id))
    .sort(byName())
}

async function peopleOfRooms(chat: Chat, text: string): Promise<readonly Person[]> {
  const rooms = [...chat.rooms.value.values()]
  await Promise.all(rooms.map(({ members }) => members.load()))
  const wanted = text.toLocaleLowerCase()
  return knownPeople(chat).filter(({ username, name }) =>
    [username, name].some((one) => one.toLocaleLowerCase().includes(wanted)),
  )
}

/** Everybody of the rooms whose members are known. */
export function knownPeople(chat: Chat): readonly Person[] {
  const ids = [...chat.rooms.value.values()].flatMap(({ members }) => [...(members.list.value?.keys() ?? [])])
  return [...new Set(ids)]
    .filter((id) => id !== chat.me)
    .map((id) => chat.people.get(id))
    .sort(byName())
}

function byName(): (one: Person, other: Person) => number {
  const { compare } = new Intl.Collator(language.value)
  return (one, other) => compare(one.name, other.name)
}
