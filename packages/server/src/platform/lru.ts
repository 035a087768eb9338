export interface Lru<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): void
  readonly size: number
}

/**
 * Keeps at most `bound` entries; the one not read or set for longest goes first (a Map remembers the order). While less
 * than half of them are there nobody has to go soon, and what is read keeps its place.
 */
export function createLru<T>(bound: number): Lru<T> {
  const entries = new Map<string, T>()

  function set(key: string, value: T): void {
    entries.delete(key)
    entries.set(key, value)
    if (entries.size <= bound) return
    for (const oldest of entries.keys()) {
      entries.delete(oldest)
      return
    }
  }

  return {
    get(key) {
      const value = entries.get(key)
      if (value !== undefined && entries.size > bound / 2) set(key, value)
      return value
    },
    set,
    delete: (key) => void entries.delete(key),
    get size() {
      return entries.size
    },
  }
}
