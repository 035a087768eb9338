import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientStorage } from './storage.ts'

/** Keeps the session and the outbox as files in a folder that only you can read (mode 0600). For Node programs. */
export function fileStorage(folder: string): ClientStorage {
  const path = (key: string): string => join(folder, `${encodeURIComponent(key)}.json`)
  return {
    get: async (key) => readFile(path(key), 'utf8').catch(missing),
    set: async (key, value) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = `${path(key)}.${process.pid}.${crypto.randomUUID()}`
      await writeFile(draft, value, { mode: 0o600, flush: true })
      await rename(draft, path(key))
    },
    remove: (key) => rm(path(key), { force: true }),
    keys: async (prefix) => {
      const names = (await readdir(folder).catch(missing)) ?? []
      const keys = names
        .filter((name) => name.endsWith('.json'))
        .map((name) => decodeURIComponent(name.slice(0, -5)))
      return keys.filter((key) => key.startsWith(prefix))
    },
  }
}

function missing(failure: NodeJS.ErrnoException): undefined {
  if (failure.code === 'ENOENT') return undefined
  throw failure
}
