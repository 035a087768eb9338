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

/** The browser's localStorage; memory where there is none, or none that the page may use. */
export function browserStorage(): ClientStorage {
  const local = storageOfPage()
  if (!local) return memoryStorage()
  return {
    get: async (key) => local.getItem(key) ?? undefined,
    set: async (key, value) => local.setItem(key, value),
    remove: async (key) => local.removeItem(key),
    keys: async (prefix) => Object.keys(local).filter((key) => key.startsWith(prefix)),
  }
}

/** Touching it throws in pages that may not store. */
function storageOfPage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
