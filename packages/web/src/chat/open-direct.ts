import { newClientId } from '@hubbub/client'
import { goTo } from '../page/router.ts'
import type { Chat } from './model/chat.ts'
import { pathOf } from './room-names.ts'

/** Goes to the direct room with somebody, which is found again where there is one. */
export async function openDirect(chat: Chat, id: string): Promise<void> {
  const clientId = newClientId()
  const { room } = await chat.client.ask('room.openDirect', { accounts: [id], clientId })
  goTo(pathOf(await chat.enter(room.id)))
}
