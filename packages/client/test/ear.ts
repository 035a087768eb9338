import type { Client, ClientEvents, Room, RoomEvents } from '../src/index.ts'

/** What was heard of one event, in order. */
export interface Ear<T> {
  readonly heard: T[]
  /** Waits until so much was heard; gives it. */
  count(count: number): Promise<T[]>
  /** Waits until something was heard that fits. */
  that(fits: (one: T) => boolean): Promise<T>
}

export function createEar<T>(): Ear<T> & { hear(one: T): void } {
  const heard: T[] = []
  const watchers = new Set<() => void>()

  function when<R>(look: () => R | undefined): Promise<R> {
    return new Promise((resolve) => {
      const watch = (): void => {
        const found = look()
        if (found === undefined) return
        watchers.delete(watch)
        resolve(found)
      }
      watchers.add(watch)
      watch()
    })
  }

  return {
    heard,
    hear(one) {
      heard.push(one)
      for (const watch of watchers) watch()
    },
    count: (count) => when(() => (heard.length >= count ? heard : undefined)),
    that: (fits) => when(() => heard.find(fits)),
  }
}

type Listening<T> = Ear<T> & { off(): void }

/** Listens to one event and keeps what comes. */
export function listenTo<Name extends keyof ClientEvents>(
  client: Client,
  name: Name,
): Listening<ClientEvents[Name]>
export function listenTo<Name extends keyof RoomEvents>(room: Room, name: Name): Listening<RoomEvents[Name]>
export function listenTo(
  emitter: { on(name: never, listener: (payload: unknown) => void): () => void },
  name: string,
): Listening<unknown> {
  const ear = createEar<unknown>()
  return { ...ear, off: emitter.on(name as never, ear.hear) }
}
