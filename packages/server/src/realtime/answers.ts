import type { ErrorCode } from '@hubbub/protocol'
import type { Cancel, Clock } from '../core/ports/clock.ts'

/** As long as somebody who was signed out may stay. */
const waitMs = 1_000

/** Who asks too much would go on meanwhile, and what a restart leaves unanswered is asked again. */
const atOnce: ReadonlySet<string> = new Set(['shutdown', 'rate.limited'])

/**
 * What one connection was asked and has not answered yet. Who ends their own session is told that it worked before the
 * connection goes: the news of the end comes in the turn of the commit, and the answer after it.
 */
export class Answers {
  readonly #clock: Clock
  #underWay = 0
  #ends: (() => void)[] | undefined
  #callOff: Cancel | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** An answer under way, which never fails. */
  hold(answered: Promise<unknown>): void {
    this.#underWay += 1
    void answered.then(() => {
      this.#underWay -= 1
      if (this.#underWay === 0) this.#go()
    })
  }

  /** Calls `end` when everything is answered, which may be now; who takes longer is not waited for. */
  before(reason: ErrorCode | 'shutdown', end: () => void): void {
    if (this.#underWay === 0 || atOnce.has(reason)) return end()
    this.#ends ??= []
    this.#ends.push(end)
    this.#callOff ??= this.#clock.after(waitMs, () => this.#go())
  }

  #go(): void {
    this.#callOff?.()
    const ends = this.#ends ?? []
    this.#ends = undefined
    for (const end of ends) end()
  }
}
