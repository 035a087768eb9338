import { useEffect } from 'preact/hooks'
import { Dialog } from '../../parts/dialog.tsx'
import { chatWords } from '../../words/chat.ts'
import { LaterFailed } from '../later-failed.tsx'
import { laterFailed, laterParts, loadLater } from '../load-later.ts'
import { closeDialog, dialog, openDialog } from './open-dialog.ts'

/** When nothing else is to be done any more. */
const idleMs = 1_500

/** Where dialogs appear. Mod+K opens the palette from everywhere. */
export function DialogPlace() {
  useEffect(() => {
    const timer = setTimeout(() => void loadLater(), idleMs)
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key !== 'k') return
      event.preventDefault()
      if (!dialog.value) openDialog({ name: 'palette' })
    }
    addEventListener('keydown', pressed)
    return () => {
      clearTimeout(timer)
      removeEventListener('keydown', pressed)
    }
  }, [])
  const Dialogs = laterParts.value?.Dialogs
  if (!dialog.value) return null
  if (Dialogs) return <Dialogs />
  return laterFailed.value ? (
    <Dialog heading={chatWords.value.loadFailed} onClose={closeDialog}>
      <LaterFailed />
    </Dialog>
  ) : null
}
