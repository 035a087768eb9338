import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { chatWords } from '../words/chat.ts'
import { IconButton } from './icon-button.tsx'

interface DialogProps {
  heading: string
  onClose: () => void
  children: ComponentChildren
}

/** To where it was; where that is gone, to what the page is for. */
function returnFocus(before: Element | null): void {
  const place = before?.isConnected && before !== document.body ? before : document.getElementById('composer')
  if (place instanceof HTMLElement) place.focus()
}

/** A modal dialog of the browser's own: focus stays inside, Esc closes, and focus returns to where it was. */
export function Dialog({ heading, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    const { current } = box
    current?.showModal()
    return () => {
      // While it is open nothing else can have the focus.
      box.current = null
      current?.close()
      returnFocus(before)
    }
  }, [])
  return (
    <dialog
      class="dialog"
      ref={box}
      aria-labelledby="dialog-heading"
      onCancel={(event) => {
        // The browser would close it first and tell later; a key pressed in between would still find it open.
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        if (box.current) onClose()
      }}
      onClick={({ target }) => {
        // The backdrop belongs to the dialog's own box; what is inside lies in another one.
        if (target === box.current) onClose()
      }}
    >
      <div class="dialog-inside">
        <div class="dialog-header">
          <h2 id="dialog-heading">{heading}</h2>
          <IconButton icon="close" label={chatWords.value.close} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  )
}
