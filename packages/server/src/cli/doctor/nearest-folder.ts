import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The folder itself, or the nearest above it that is there: it stands on the same disk. */
export function nearestFolder(path: string): string {
  for (let folder = path; ; folder = dirname(folder)) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() || folder === dirname(folder))
      return folder
  }
}
