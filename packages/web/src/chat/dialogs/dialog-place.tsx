import { useEffect } from 'preact/hooks'
import { laterParts, loadLater } from '../load-later.ts'
import { dialog, openDialog } from './open-dialog.ts'

/** When nothing else is to be done any more. */
const idleMs = 1_500

/** Where dialogs appear. Mod+K opens the palette from everywhere. */
export function DialogPlace() {
  useEffect(() => {
    const timer = setTimeout(() => void loadLater(false), idleMs)
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
  return Dialogs && dialog.value ? <Dialogs /> : null
}
