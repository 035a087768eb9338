import { refuse } from './refusal.ts'

/** Lets some work go at once and some wait for its turn; refuses more. */
export class AtOnce {
  readonly #atOnce: number
  readonly #mostWaiting: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(bounds: { atOnce: number; waiting: number }) {
    this.#atOnce = bounds.atOnce
    this.#mostWaiting = bounds.waiting
  }

  get isIdle(): boolean {
    return this.#running === 0
  }

  /** Resolves when it is one's turn, which has to be given back. */
  async take(): Promise<void> {
    if (this.#running < this.#atOnce) {
      this.#running += 1
      return
    }
    if (this.#waiting.length >= this.#mostWaiting) throw refuse('busy', { retryAfter: 1 })
    const turn = Promise.withResolvers<void>()
    this.#waiting.push(turn.resolve)
    await turn.promise
  }

  giveBack(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running -= 1
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.take()
    try {
      return await work()
    } finally {
      this.giveBack()
    }
  }
}
