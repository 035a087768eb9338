import { newClientId, type Person } from '@hubbub/client'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { roomName } from '../room-names.ts'
import { ChoosePeople } from './choose-people.tsx'

/** Brings people into a room. */
export function AddPeople({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = dialogWords.value.people

  async function add(people: readonly Person[]): Promise<void> {
    for (const { id } of people)
      await chat.client.ask('member.add', { room: room.id, account: id, clientId: newClientId() })
  }

  return (
    <ChoosePeople
      heading={words.addTo(roomName(chat, room))}
      submit={words.add}
      most={20}
      except={(id) => room.members.list.value?.has(id) === true}
      onChosen={add}
    />
  )
}
