import { newClientId, type Person } from '@hubbub/client'
import { useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { say } from '../../parts/toasts.tsx'
import { dialogWords } from '../../words/dialog.ts'

import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { roomName } from '../room-names.ts'
import { closeDialog } from './open-dialog.ts'
import { PeoplePicker } from './people-picker.tsx'

const peopleMost = 20

/** Brings people into a room. */
export function AddPeople({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = dialogWords.value.people
  const [chosen, setChosen] = useState<readonly Person[]>([])
  const [busy, setBusy] = useState(false)

  async function add(): Promise<void> {
    setBusy(true)
    try {
      for (const { id } of chosen)
        await chat.client.ask('member.add', { room: room.id, account: id, clientId: newClientId() })
      closeDialog()
    } catch (failure) {
      say(wordsFor(failure), { isFault: true })
      setBusy(false)
    }
  }

  return (
    <Dialog heading={words.addTo(roomName(chat, room))} onClose={closeDialog}>
      <PeoplePicker
        chosen={chosen}
        onChange={setChosen}
        most={peopleMost}
        except={(id) => room.members.list.value?.has(id) === true}
      />
      <button
        type="button"
        class="button is-primary is-wide"
        disabled={chosen.length === 0}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void add()
        }}
      >
        {words.add}
      </button>
    </Dialog>
  )
}
