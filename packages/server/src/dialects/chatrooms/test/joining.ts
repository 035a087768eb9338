import type { OlderClient } from '../../contract/older-clients.ts'
import type { Person } from './chatrooms-world.ts'

/** Joins a room and waits until that was told. */
export async function joined(client: OlderClient, room: string): Promise<void> {
  client.emit('joinRoom', { chatroomId: room })
  await client.next('notification')
}

/** The words of all events of that name so far. */
export const heard = (client: OlderClient, event: string) =>
  client.all(event).map((payload) => (payload as { message: string }).message)

/** Ada with one socket and Ben with one on each namespace, all in a room. */
export async function twoIn(
  ada: Person,
  ben: Person,
): Promise<{ room: string; hers: OlderClient; his: OlderClient[] }> {
  const room = await ada.chatroom('engine', [ben])
  const hers = await ada.connect()
  const his = [await ben.connect(), await ben.connect({ namespace: '/socket.io' })]
  for (const client of [hers, ...his]) await joined(client, room)
  return { room, hers, his }
}
