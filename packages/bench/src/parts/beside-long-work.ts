import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeDocuments, queryAll } from '../loads/documents.ts'
import type { Load } from '../loads/load.ts'
import { SendsLoad } from '../loads/sends-load.ts'
import { connectAll, hubbubArena, leaveAll } from '../programs/arena.ts'
import { BUNDLE, type Hubbub } from '../programs/hubbub.ts'
import { type LoopDelay, loopDelayOf } from '../programs/loop-delay.ts'
import { makePeople } from '../programs/people.ts'
import { ask } from '../programs/rest.ts'
import { hubbubSpeech, markedText } from '../wire/speech.ts'
import { figuresOf, type Measured, spellsOf } from './delays.ts'
import { type Figure, scaled } from './part.ts'

const TEXT = markedText(180)
const DOCUMENTS = 1_000_000

/** Fifty people send while something large is asked for. */
export async function besideLongWork(measured: Measured, hubbub: Hubbub): Promise<Figure[]> {
  const { setting } = measured
  const token = await hubbub.ownerToken()
  const count = scaled(setting, DOCUMENTS)
  await fillCollection(hubbub, token, count)
  setting.say(`event-loop: ${count} documents made`)
  const rooms = await hubbubArena(hubbub).fill({ rooms: 1, perRoom: 50 })
  const [room] = rooms
  if (!room) throw new Error('no room was made')
  const load = () =>
    new SendsLoad(
      room.members.map((client) => ({ client, room: room.id })),
      TEXT,
    )
  try {
    const alone = await spellsOf(measured, load())
    const queries = await during(measured, load(), () => query(hubbub, token, setting.rounds))
    const backup = await during(measured, load(), () => backUp(setting, hubbub))
    return [
      ...figuresOf('50 people send, nothing else', alone),
      ...figuresOf(`50 people send during queries over ${count} documents`, queries.delay, queries.told),
      ...figuresOf('50 people send during a backup', backup.delay, backup.told),
    ]
  } finally {
    leaveAll(rooms)
  }
}

async function fillCollection({ url, port }: Hubbub, token: string, count: number): Promise<void> {
  const rules = { read: 'anyone', create: 'anyone', update: 'nobody', delete: 'nobody' }
  await ask(url, { method: 'POST', path: '/v1/collections', token, body: { collection: 'large', rules } })
  const people = await makePeople(url, 8)
  const clients = await connectAll(
    port,
    hubbubSpeech,
    people.map((person) => person.token),
  )
  await makeDocuments(clients, 'large', count)
  for (const client of clients) client.close()
}

async function during(
  { ports, setting }: Measured,
  load: Load,
  work: () => Promise<string>,
): Promise<{ delay: LoopDelay; told: string }> {
  load.start()
  await pause(setting.windowMs)
  await loopDelayOf(ports)
  const told = await work()
  const delay = await loopDelayOf(ports)
  await load.stop()
  return { delay, told }
}

async function query({ port }: Hubbub, token: string, times: number): Promise<string> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    const { status, ms } = await queryAll({ port, token, collection: 'large' })
    // Too slow is an answer too: what matters here is that everybody else is served meanwhile.
    if (status !== 200 && status !== 503) throw new Error(`the query was answered with ${status}`)
    took.push(status === 200 ? ms : Number.NaN)
  }
  return `each query took ${took.map((ms) => (Number.isNaN(ms) ? 'too long' : `${ms.toFixed(0)} ms`)).join(', ')}`
}

/** As an operator does, through the running server. */
async function backUp({ bundle = BUNDLE, data }: Measured['setting'], hubbub: Hubbub): Promise<string> {
  const startedAt = performance.now()
  const words = [join(dirname(bundle), 'cli.js'), 'backup', join(data, 'bench.backup'), '--data', hubbub.data]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the backup ended with ${code}`)
  return `it took ${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}
