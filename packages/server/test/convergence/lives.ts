import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Storage } from '../../src/core/ports/store.ts'
import { worldOfBackup } from '../../src/storage/memory/backup.ts'
import { openMemory } from '../../src/storage/memory/open.ts'
import { newWorld } from '../../src/storage/memory/world.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { restore } from '../../src/storage/sqlite/restore.ts'

/** A store that is opened again and again, and that a backup may be put in the place of. */
export interface Lives {
  open(): Promise<Storage>
  /** Only while it is closed. */
  restore(file: string): Promise<void>
  /** A place for a backup. */
  file(name: string): string
  end(): void
}

export const kindsOfLives: Record<'memory' | 'sqlite', () => Lives> = {
  memory() {
    let world = newWorld()
    return {
      ...folderFor(),
      open: async () => openMemory(world),
      async restore(file) {
        world = await worldOfBackup(file)
      },
    }
  },
  sqlite() {
    const folder = folderFor()
    const data = folder.file('data')
    return {
      ...folder,
      open: () => openSqlite({ folder: data }),
      async restore(file) {
        restore({ from: file, folder: data, replace: true })
      },
    }
  },
}

function folderFor(): Pick<Lives, 'file' | 'end'> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-lives-'))
  return {
    file: (name) => join(folder, name),
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}
