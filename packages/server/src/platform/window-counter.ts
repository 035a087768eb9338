export interface Counted {
  count: number
  /** Seconds until the key's window ends, rounded up. */
  resetSeconds: number
}

/** Counts by key in windows of one length, on this node. A key's window begins with the first that is counted. */
export interface WindowCounter {
  add(key: string, cost?: number): Counted
  /** Gives one back; where the window has ended there is nothing to give back. */
  takeBack(key: string): void
  forget(key: string): void
}

export function createWindowCounter(windowSeconds: number): WindowCounter {
  const windows = new Map<string, { count: number; endsAt: number }>()

  /** Windows are equally long, so those that end first stand first; each new one clears away those before it. */
  function begin(key: string, now: number) {
    windows.delete(key)
    for (const [other, { endsAt }] of windows) {
      if (endsAt > now) break
      windows.delete(other)
    }
    const window = { count: 0, endsAt: now + windowSeconds * 1000 }
    windows.set(key, window)
    return window
  }

  return {
    add(key, cost = 1) {
      const now = performance.now()
      const known = windows.get(key)
      const window = known && known.endsAt > now ? known : begin(key, now)
      window.count += cost
      return { count: window.count, resetSeconds: Math.ceil((window.endsAt - now) / 1000) }
    },
    takeBack(key) {
      const window = windows.get(key)
      if (window) window.count -= 1
    },
    forget: (key) => void windows.delete(key),
  }
}
