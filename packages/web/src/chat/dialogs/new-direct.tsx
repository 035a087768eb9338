import { newClientId, type Person } from '@hubbub/client'
import { useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { goTo } from '../../page/router.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { say } from '../../parts/toasts.tsx'
import { dialogWords } from '../../words/dialog.ts'

import { useChat } from '../chat-context.ts'
import { pathOf } from '../room-names.ts'
import { closeDialog } from './open-dialog.ts'
import { PeoplePicker } from './people-picker.tsx'

const peopleMost = 7

/** One person or a few, to talk with directly. */
export function NewDirect() {
  const chat = useChat()
  const words = dialogWords.value.direct
  const [chosen, setChosen] = useState<readonly Person[]>([])
  const [busy, setBusy] = useState(false)

  async function open(): Promise<void> {
    setBusy(true)
    try {
      const accounts = chosen.map(({ id }) => id)
      const { room } = await chat.client.ask('room.openDirect', { accounts, clientId: newClientId() })
      const made = await chat.enter(room.id)
      closeDialog()
      goTo(pathOf(made))
    } catch (failure) {
      say(wordsFor(failure), { isFault: true })
      setBusy(false)
    }
  }

  return (
    <Dialog heading={words.heading} onClose={closeDialog}>
      <PeoplePicker chosen={chosen} onChange={setChosen} most={peopleMost} except={(id) => id === chat.me} />
      {chosen.length === peopleMost && <p class="muted">{words.most}</p>}
      <button
        type="button"
        class="button is-primary is-wide"
        disabled={chosen.length === 0}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void open()
        }}
      >
        {words.submit}
      </button>
    </Dialog>
  )
}
