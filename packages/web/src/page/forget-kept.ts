import { forgetDrafts } from './unsaved-drafts.ts'

/** The database of what is kept on this device of the last rooms. */
export const keptName = 'hubbub'

/** Who signs out, or was signed out, leaves nothing to read behind. */
export function forgetKept(): void {
  forgetDrafts()
  // Private windows of some browsers have none, and throw.
  try {
    indexedDB.deleteDatabase(keptName)
  } catch {}
}
