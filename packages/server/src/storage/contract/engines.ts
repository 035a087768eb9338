import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Storage } from '../../core/ports/store.ts'
import { worldOfBackup } from '../memory/backup.ts'
import { openMemory } from '../memory/open.ts'
import { newWorld } from '../memory/world.ts'
import { openSqlite } from '../sqlite/open.ts'
import { restore } from '../sqlite/restore.ts'

/** An engine as the contract sees it. */
export interface EngineUnderTest {
  /** As its folder. */
  name: string
  /** A new, empty store. */
  open(): Promise<StoreUnderTest>
}

export interface StoreUnderTest {
  storage: Storage
  /** A place for files, gone at the end. */
  folder: string
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<Storage>
  /** Another store, made of a backup; the caller closes it. */
  restored(backup: string): Promise<Storage>
  end(): Promise<void>
}

const memory: EngineUnderTest = {
  name: 'memory',
  async open() {
    const world = newWorld()
    return underTest(await newFolder(), {
      open: async () => openMemory(world),
      restored: async (backup) => openMemory(await worldOfBackup(backup)),
    })
  },
}

const sqlite: EngineUnderTest = {
  name: 'sqlite',
  async open() {
    const folder = await newFolder()
    return underTest(folder, {
      open: () => openSqlite({ folder: join(folder, 'data') }),
      async restored(backup) {
        restore({ from: backup, folder: join(folder, 'restored') })
        return openSqlite({ folder: join(folder, 'restored') })
      },
    })
  },
}

/** Every engine; a test compares the list with the folders. */
export const engines: readonly EngineUnderTest[] = [memory, sqlite]

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'hubbub-storage-'))

interface Ways {
  open(): Promise<Storage>
  restored(backup: string): Promise<Storage>
}

async function underTest(folder: string, ways: Ways): Promise<StoreUnderTest> {
  const store: StoreUnderTest = {
    storage: await ways.open(),
    folder,
    async reopen() {
      await store.storage.close()
      store.storage = await ways.open()
      return store.storage
    },
    restored: ways.restored,
    async end() {
      await store.storage.close()
      await rm(folder, { recursive: true })
    },
  }
  return store
}
