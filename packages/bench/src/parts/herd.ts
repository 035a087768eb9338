import { setTimeout as pause } from 'node:timers/promises'
import type { Hubbub } from '../programs/hubbub.ts'
import { loopDelayOf } from '../programs/loop-delay.ts'
import { joinRoom, makePeople, makeRoom, manyAtOnce } from '../programs/people.ts'
import { Client } from '../wire/client.ts'
import { hubbubSpeech } from '../wire/speech.ts'
import { figuresOf, type Measured } from './delays.ts'
import type { Figure } from './part.ts'

const PER_ROOM = 100
/** Loopback addresses run out of ports. */
const PER_ADDRESS = 5000
/** More, and this process would be too slow to say what it wants within the server's time for a request. */
const AT_ONCE = 1000
const RETRY_MS = 1000

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

/** They connect, a thousand at a time, and ask for what they have missed; then, being there, all ask at once. */
export async function comeBack(
  measured: Measured,
  { port }: Hubbub,
  tokens: readonly string[],
): Promise<Figure[]> {
  await pause(measured.setting.windowMs)
  const clients: Client[] = []
  let again = 0
  const back = async (place: number): Promise<void> => {
    const from = `127.0.0.${2 + Math.floor(place / PER_ADDRESS)}`
    const client = new Client({ port, speech: hubbubSpeech, token: tokens[place] ?? '', from })
    try {
      await client.ready
      clients.push(client)
    } catch {
      again += 1
      await pause(RETRY_MS)
      return back(place)
    }
    await catchUp(client)
  }
  try {
    const many = `${tokens.length} of them`
    const coming = await whileAll(measured, `clients come back after a restart, ${many}`, () =>
      manyAtOnce(tokens.length, back, AT_ONCE),
    )
    const asking = await whileAll(measured, `clients ask at once, ${many}`, () =>
      Promise.all(clients.map(catchUp)),
    )
    if (again > 0) measured.setting.say(`event-loop: ${again} connections had to be tried again`)
    return [...coming, ...asking]
  } finally {
    for (const client of clients) client.close()
  }
}

async function whileAll({ ports }: Measured, what: string, act: () => Promise<unknown>): Promise<Figure[]> {
  await loopDelayOf(ports)
  const startedAt = performance.now()
  await act()
  const seconds = (performance.now() - startedAt) / 1000
  return figuresOf(what, await loopDelayOf(ports), `all were answered within ${seconds.toFixed(1)} s`)
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
