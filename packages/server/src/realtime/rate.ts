import type { Clock } from '../core/ports/clock.ts'

/** A bucket that fills by so many a second and never holds more than one second's worth. */
export class Rate {
  readonly #clock: Clock
  readonly #perSecond: number
  #left: number
  #at: number

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#left = perSecond
    this.#at = clock.now()
  }

  /** False where nothing is left. */
  take(): boolean {
    const now = this.#clock.now()
    // The clock may have been set back.
    const earned = (Math.max(0, now - this.#at) / 1000) * this.#perSecond
    this.#left = Math.min(this.#perSecond, this.#left + earned)
    this.#at = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
