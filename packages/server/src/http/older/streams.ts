import { Readable } from 'node:stream'
import { AtOnce } from '../../core/at-once.ts'

/** Answers without an end in sight, in pieces, as fast as their readers take them. */
export interface Streams {
  /**
   * Resolves when the first pieces are there, so that what fails until then is answered as an error. Where they are all
   * there is, as of a list with one page, they are one text.
   */
  open(client: string, pieces: AsyncIterable<string>): Promise<Readable | string>
}

/** Each holds a page of rows and asks the store for more; who reads slowly holds up nobody else. */
const perClient = { atOnce: 2, waiting: 20 }
const readAhead = 2

export function createStreams(): Streams {
  const clients = new Map<string, AtOnce>()

  function turnsOf(client: string): AtOnce {
    const known = clients.get(client) ?? new AtOnce(perClient)
    clients.set(client, known)
    return known
  }

  return {
    async open(client, pieces) {
      const turns = turnsOf(client)
      const giveBack = (): void => {
        turns.giveBack()
        if (turns.isIdle) clients.delete(client)
      }
      await turns.take()
      try {
        const iterator = pieces[Symbol.asyncIterator]()
        const first: string[] = []
        for (;;) {
          const next = await iterator.next()
          if (next.done === true) break
          first.push(next.value)
          if (first.length > readAhead) return readableOf(first, iterator, giveBack)
        }
        giveBack()
        return first.join('')
      } catch (error) {
        giveBack()
        throw error
      }
    },
  }
}

function readableOf(first: readonly string[], iterator: AsyncIterator<string>, closed: () => void): Readable {
  async function* all(): AsyncGenerator<string> {
    yield* first
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
  }
  const readable = Readable.from(all())
  readable.once('close', () => {
    closed()
    // A reader that went away: the pieces end where they are.
    void iterator.return?.()
  })
  return readable
}
