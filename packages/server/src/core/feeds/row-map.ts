import type { RowKey } from './change-set.ts'
import type { Kind } from './kinds.ts'

/**
 * Something for each of many rows, found by their kind and id. A text that joins the two would have to be made and
 * hashed for every look, and a send takes a dozen of them.
 */
export class RowMap<T> {
  readonly #byKind = new Map<Kind, Map<string, T>>()

  get({ kind, id }: RowKey): T | undefined {
    return this.#byKind.get(kind)?.get(id)
  }

  has({ kind, id }: RowKey): boolean {
    return this.#byKind.get(kind)?.has(id) === true
  }

  set({ kind, id }: RowKey, value: T): void {
    const known = this.#byKind.get(kind)
    if (known) known.set(id, value)
    else this.#byKind.set(kind, new Map([[id, value]]))
  }

  /** Those of one kind stand together, in the order in which they came. */
  *values(): Generator<T> {
    for (const ofKind of this.#byKind.values()) yield* ofKind.values()
  }

  /** The same in another map. */
  copy(): RowMap<T> {
    const copy = new RowMap<T>()
    for (const [kind, ofKind] of this.#byKind) copy.#byKind.set(kind, new Map(ofKind))
    return copy
  }
}
