/**
 * Where the SDK keeps what must survive a reload: the session's tokens and the outbox. Values are strings.
 * Browsers use localStorage; Node programs may give `fileStorage` of `@hubbub/client/node`, or nothing.
 */
export interface ClientStorage {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
  remove(key: string): Promise<void>
  /** Keys that begin so, in no order. */
  keys(prefix: string): Promise<string[]>
}

/** Forgets with the process. */
export function memoryStorage(): ClientStorage {
  const values = new Map<string, string>()
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    remove: async (key) => void values.delete(key),
    keys: async (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  }
}

/** The browser's localStorage; where it is missing or full, memory goes on alone. */
export function browserStorage(): ClientStorage {
  const memory = memoryStorage()
  const local = storageOfPage()
  if (!local) return memory
  return {
    get: async (key) => local.getItem(key) ?? memory.get(key),
    set: async (key, value) => {
      try {
        local.setItem(key, value)
      } catch {
        await memory.set(key, value)
      }
    },
    remove: async (key) => {
      local.removeItem(key)
      await memory.remove(key)
    },
    keys: async (prefix) => {
      const kept = Array.from({ length: local.length }, (_, place) => local.key(place) ?? '')
      return [...new Set([...kept.filter((key) => key.startsWith(prefix)), ...(await memory.keys(prefix))])]
    },
  }
}

/** Undefined outside a page, and in pages that may not store. */
function storageOfPage(): Storage | undefined {
  try {
    return typeof localStorage === 'undefined' ? undefined : localStorage
  } catch {
    return undefined
  }
}
