import { setTimeout as pause } from 'node:timers/promises'
import { connectAll } from '../programs/arena.ts'
import type { Hubbub } from '../programs/hubbub.ts'
import { loopDelayOf } from '../programs/loop-delay.ts'
import { joinRoom, makePeople, makeRoom } from '../programs/people.ts'
import type { Client } from '../wire/client.ts'
import { hubbubSpeech } from '../wire/speech.ts'
import { figuresOf, type Measured } from './delays.ts'
import type { Figure } from './part.ts'

const PER_ROOM = 100
/** Loopback addresses run out of ports. */
const PER_ADDRESS = 5000

/** People in rooms of a hundred. */
export async function herdOf(count: number, hubbub: Hubbub): Promise<string[]> {
  const owner = await hubbub.ownerToken()
  const people = await makePeople(hubbub.url, count)
  for (let first = 0; first < count; first += PER_ROOM) {
    const room = await makeRoom(hubbub.url, owner, `Herd ${first}`)
    await joinRoom(hubbub.url, people.slice(first, first + PER_ROOM), room)
  }
  return people.map(({ token }) => token)
}

/** All of them connect as fast as they are let in, and ask for what they have missed. */
export async function comeBack(
  { ports, setting }: Measured,
  { port }: Hubbub,
  tokens: readonly string[],
): Promise<Figure[]> {
  await pause(setting.windowMs)
  await loopDelayOf(ports)
  const startedAt = performance.now()
  const clients: Client[] = []
  try {
    for (let first = 0; first < tokens.length; first += PER_ADDRESS) {
      const from = `127.0.0.${2 + first / PER_ADDRESS}`
      const some = await connectAll(port, hubbubSpeech, tokens.slice(first, first + PER_ADDRESS), from)
      clients.push(...some)
      await Promise.all(some.map(catchUp))
    }
    const seconds = (performance.now() - startedAt) / 1000
    const told = `all were back within ${seconds.toFixed(1)} s`
    return figuresOf(
      `clients come back after a restart, ${clients.length} of them`,
      await loopDelayOf(ports),
      told,
    )
  } finally {
    for (const client of clients) client.close()
  }
}

interface Head {
  feed: string
  epoch: string
  version: number
}

/** Of every feed the last change, as one who was there before the restart would miss it. */
async function catchUp(client: Client): Promise<void> {
  const [, { heads }] = JSON.parse(client.greeting) as ['heads', { heads: Head[] }]
  const feeds = heads.map(({ feed, epoch, version }) => ({ feed, epoch, since: Math.max(0, version - 1) }))
  await client.ask(1, `42/v1,1["feed.sync",${JSON.stringify({ feeds })}]`)
}
