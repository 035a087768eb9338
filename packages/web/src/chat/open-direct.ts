import { newClientId, type Person } from '@hubbub/client'
import { goTo } from '../page/router.ts'
import type { Chat } from './model/chat.ts'
import { pathOf } from './room-names.ts'

/** Goes to the direct room with these people, which is found again where there is one. */
export async function openDirect(chat: Chat, people: readonly Pick<Person, 'id'>[]): Promise<void> {
  const accounts = people.map(({ id }) => id)
  const { room } = await chat.client.ask('room.openDirect', { accounts, clientId: newClientId() })
  goTo(pathOf(await chat.enter(room.id)))
}
