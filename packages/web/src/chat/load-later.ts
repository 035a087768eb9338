import { signal } from '@preact/signals'
import { look } from './background/look-for-newer.ts'
import type { parts } from './later-parts.ts'

/** Undefined until they are there. */
export const laterParts = signal<typeof parts | undefined>(undefined)
/** The last try to load them did not succeed. */
export const laterFailed = signal(false)
let loading: Promise<void> | undefined

/** Asked for again after a failure. */
export function loadLater(): Promise<void> {
  if (laterParts.value) return Promise.resolve()
  loading ??= import('./later-parts.ts')
    .then(
      (loaded) => {
        laterParts.value = loaded.parts
        laterFailed.value = false
      },
      async () => {
        await look()
        laterFailed.value = true
      },
    )
    .finally(() => {
      loading = undefined
    })
  return loading
}
