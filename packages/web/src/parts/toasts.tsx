import { signal } from '@preact/signals'

interface Toast {
  id: number
  text: string
  isFault: boolean
  action?: { label: string; run: () => void }
}

const toasts = signal<readonly Toast[]>([])
let newest = 0

const shownMs = 5_000

/** Says something in passing; answers the function that takes it away. */
export function say(
  text: string,
  { isFault = false, action }: Partial<Omit<Toast, 'id' | 'text'>> = {},
): () => void {
  const id = ++newest
  const drop = () => {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }
  toasts.value = [...toasts.value.slice(-2), { id, text, isFault, ...(action ? { action } : {}) }]
  setTimeout(drop, shownMs)
  return drop
}

export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map(({ id, text, isFault, action }) => (
        <div key={id} class={isFault ? 'toast is-fault' : 'toast'}>
          <span>{text}</span>
          {action && (
            <button type="button" class="toast-action" onClick={action.run}>
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
