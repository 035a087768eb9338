import { signal } from '@preact/signals'
import { say } from '../parts/toasts.tsx'
import { chatWords } from '../words/chat.ts'
import type { parts } from './later-parts.ts'

/** Undefined until they are there. */
export const laterParts = signal<typeof parts | undefined>(undefined)
let loading: Promise<void> | undefined

/** Asked for again after a failure; who waits for it is told. */
export function loadLater(isWaitedFor = true): Promise<void> {
  if (laterParts.value) return Promise.resolve()
  loading ??= import('./later-parts.ts')
    .then(
      (loaded) => {
        laterParts.value = loaded.parts
      },
      () => {
        if (isWaitedFor) say(chatWords.value.loadFailed, { isFault: true })
      },
    )
    .finally(() => {
      loading = undefined
    })
  return loading
}
