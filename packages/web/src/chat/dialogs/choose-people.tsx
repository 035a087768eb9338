import type { Person } from '@hubbub/client'
import { useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { say } from '../../parts/toasts.tsx'
import { closeDialog } from './open-dialog.ts'
import { PeoplePicker } from './people-picker.tsx'

interface ChoosePeopleProps {
  heading: string
  submit: string
  most: number
  /** What is said when no more can be chosen. */
  full?: string
  /** Who cannot be chosen. */
  except: (id: string) => boolean
  /** Done with who was chosen before the dialog closes; where it fails, it stays open and says why. */
  onChosen: (people: readonly Person[]) => Promise<void>
}

/** A dialog in which people are chosen for something. */
export function ChoosePeople({ heading, submit, most, full, except, onChosen }: ChoosePeopleProps) {
  const [chosen, setChosen] = useState<readonly Person[]>([])
  const [busy, setBusy] = useState(false)

  async function choose(): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      await onChosen(chosen)
      closeDialog()
    } catch (failure) {
      say(wordsFor(failure), { isFault: true })
      setBusy(false)
    }
  }

  return (
    <Dialog heading={heading} onClose={closeDialog}>
      <PeoplePicker chosen={chosen} onChange={setChosen} most={most} except={except} />
      {full !== undefined && chosen.length === most && <p class="muted">{full}</p>}
      <button
        type="button"
        class="button is-primary is-wide"
        disabled={chosen.length === 0}
        aria-disabled={busy}
        onClick={() => void choose()}
      >
        {submit}
      </button>
    </Dialog>
  )
}
