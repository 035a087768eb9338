/** What a listener may be given besides itself. */
export interface ListenOptions {
  /** Aborting takes the listener off. */
  signal?: AbortSignal
}

/** Takes the listener off. Calling it twice does nothing. */
export type Off = () => void

/** A small typed event emitter; a listener that throws does not keep others from hearing. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>()
  readonly #changed: ((count: number) => void) | undefined

  /** `changed` hears how many listeners there are, after each change. */
  constructor(changed?: (count: number) => void) {
    this.#changed = changed
  }

  on<Name extends keyof Events>(
    name: Name,
    listener: (payload: Events[Name]) => void,
    options?: ListenOptions,
  ): Off {
    const set = this.#listeners.get(name) ?? new Set()
    // A listener of its own, so that the same function given twice hears twice and goes off once.
    const own = (payload: Events[Name]): void => listener(payload)
    set.add(own)
    this.#listeners.set(name, set)
    const off = (): void => {
      if (set.delete(own)) this.#changed?.(this.count)
    }
    if (options?.signal?.aborted) off()
    else options?.signal?.addEventListener('abort', off, { once: true })
    this.#changed?.(this.count)
    return off
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    // A copy: listeners may come and go while they are told.
    const told = Array.from(this.#listeners.get(name) ?? [])
    for (const listener of told) {
      try {
        ;(listener as (payload: Events[Name]) => void)(payload)
      } catch (failure) {
        // The app's mistake is the app's to see, but not in the middle of our bookkeeping.
        queueMicrotask(() => {
          throw failure
        })
      }
    }
  }

  has(name: keyof Events): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0
  }

  get count(): number {
    let count = 0
    for (const set of this.#listeners.values()) count += set.size
    return count
  }
}
