import type { IncomingMessage } from 'node:http'

/**
 * After a restart everybody comes back at once. Let in as they come, a thousand handshakes would be one turn of the
 * event loop, and nobody else would be served in it. So each turn lets a few pass and the others wait in line: all are
 * in as soon as before, since the work is the same. Who waits holds a connection that was taken anyway, and their time
 * to enter a namespace begins when they have passed.
 */
export interface Turnstile {
  /** Calls `next` now or in a later turn; never for who has gone meanwhile. */
  pass(request: IncomingMessage, next: () => void): void
}

const ignore = (): void => {}

export function createTurnstile(perTurn: number): Turnstile {
  let passed = 0
  let isTurning = false
  let line: Waiting[] = []

  function turn(): void {
    isTurning = false
    passed = 0
    const first = line.slice(0, perTurn)
    line = line.slice(perTurn)
    for (const waiting of first) {
      passed += 1
      waiting.go()
    }
    if (passed > 0) turnLater()
  }

  function turnLater(): void {
    if (isTurning) return
    isTurning = true
    setImmediate(turn)
  }

  return {
    pass(request, next) {
      turnLater()
      if (passed < perTurn && line.length === 0) {
        passed += 1
        return next()
      }
      line.push(new Waiting(request, next))
    },
  }
}

class Waiting {
  readonly #request: IncomingMessage
  readonly #next: () => void

  constructor(request: IncomingMessage, next: () => void) {
    this.#request = request
    this.#next = next
    // Nobody else listens to it yet, and an error that nobody hears ends the process.
    request.socket.on('error', ignore)
  }

  go(): void {
    const { socket } = this.#request
    socket.off('error', ignore)
    if (socket.destroyed) return
    this.#next()
  }
}
