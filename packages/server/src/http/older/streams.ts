import { Readable } from 'node:stream'
import { refuse } from '../../core/refusal.ts'

/** Answers without an end in sight, in pieces, as fast as their readers take them. */
export interface Streams {
  /** Resolves when the first piece is there, so that what fails until then is answered as an error. */
  open(client: string, pieces: AsyncIterable<string>): Promise<Readable>
}

/** Each holds a page of rows and asks the store for more; who reads slowly holds up nobody else. */
const atOncePerClient = 2
const waitingPerClient = 20

export function createStreams(): Streams {
  const clients = new Map<string, { open: number; waiting: (() => void)[] }>()

  async function take(client: string): Promise<void> {
    const known = clients.get(client) ?? { open: 0, waiting: [] }
    clients.set(client, known)
    if (known.open < atOncePerClient) {
      known.open += 1
      return
    }
    if (known.waiting.length >= waitingPerClient) throw refuse('busy', { retryAfter: 1 })
    const turn = Promise.withResolvers<void>()
    known.waiting.push(turn.resolve)
    await turn.promise
  }

  function giveBack(client: string): void {
    const known = clients.get(client)
    if (!known) return
    const next = known.waiting.shift()
    if (next) return next()
    known.open -= 1
    if (known.open === 0) clients.delete(client)
  }

  return {
    async open(client, pieces) {
      await take(client)
      try {
        const iterator = pieces[Symbol.asyncIterator]()
        const first = await iterator.next()
        return readableOf(first, iterator, () => giveBack(client))
      } catch (error) {
        giveBack(client)
        throw error
      }
    },
  }
}

function readableOf(
  first: IteratorResult<string>,
  iterator: AsyncIterator<string>,
  closed: () => void,
): Readable {
  async function* all(): AsyncGenerator<string> {
    for (let next = first; next.done !== true; next = await iterator.next()) yield next.value
  }
  const readable = Readable.from(all())
  readable.once('close', () => {
    closed()
    // A reader that went away: the pieces end where they are.
    void iterator.return?.()
  })
  return readable
}
