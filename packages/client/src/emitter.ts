/** What a listener may be given besides itself. */
export interface ListenOptions {
  /** Aborting takes the listener off. */
  signal?: AbortSignal | undefined
}

/** Takes the listener off. Calling it twice does nothing. */
export type Off = () => void

/** A small typed event emitter; a listener that throws does not keep others from hearing. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>()
  readonly #changed: (() => void) | undefined

  /** `changed` is told when listeners come or go. */
  constructor(changed?: () => void) {
    this.#changed = changed
  }

  on<Name extends keyof Events>(
    name: Name,
    listener: (payload: Events[Name]) => void,
    { signal }: ListenOptions = {},
  ): Off {
    const set = this.#listeners.get(name) ?? new Set()
    // A listener of its own, so that the same function given twice hears twice and goes off once.
    const own = (payload: Events[Name]): void => listener(payload)
    const off = (): void => {
      signal?.removeEventListener('abort', off)
      if (set.delete(own)) this.#changed?.()
    }
    if (signal?.aborted) return off
    signal?.addEventListener('abort', off)
    this.#listeners.set(name, set.add(own))
    this.#changed?.()
    return off
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    // A copy: listeners may come and go while they are told.
    for (const listener of Array.from(this.#listeners.get(name) ?? [])) {
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

  /** How many listeners there are, of one name or of all. */
  count(name?: keyof Events): number {
    let count = 0
    for (const [key, set] of this.#listeners) if (name === undefined || key === name) count += set.size
    return count
  }
}
