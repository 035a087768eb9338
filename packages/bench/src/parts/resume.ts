import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Outcome, outcomeOf, type Reading } from '../loads/rounds.ts'
import { SendsLoad } from '../loads/sends-load.ts'
import { drained } from '../loads/load.ts'
import { baseline } from '../programs/baseline.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { joinRoom, makePeople, makeRoom, type Person } from '../programs/people.ts'
import { cpuSecondsOf, machineCpuSeconds, ownCpuSeconds } from '../programs/process-facts.ts'
import { type Program, withPrograms } from '../programs/program.ts'
import { Client } from '../wire/client.ts'
import { hubbubSpeech, MARK, markedText, socketIoSpeech, type Speech } from '../wire/speech.ts'
import { type Part, resultOf, scaled, type Setting } from './part.ts'

const CLIENTS = 1000
/** How much each of them has missed. */
const MISSED = 100

/** A server that was killed comes back, and everybody comes back to it at once. */
export const resume: Part = {
  name: 'resume',
  title: 'Everybody comes back after a crash',
  async run(setting) {
    const count = scaled(setting, CLIENTS)
    const data = mkdtempSync(join(tmpdir(), 'hubbub-bench-data-'))
    try {
      const crowd = await makeCrowd(setting, data, count)
      const ours: Reading[] = []
      const plain: Reading[] = []
      for (let round = 0; round < setting.rounds; round += 1) {
        ours.push(
          await withPrograms(async (keep) => comeBack(keep(await startHubbub({ ...setting, data })), crowd)),
        )
        plain.push(await withPrograms(async (keep) => connectOnly(keep(await startPlain(setting)), count)))
        setting.say(`resume: round ${round + 1}`)
      }
      const outcomes: Outcome[] = [
        outcomeOf('Hubbub', ours),
        outcomeOf('Socket.IO, connecting and nothing else', plain),
      ]
      const title = `${count} clients connect at once and fetch the ${MISSED} messages they missed`
      return resultOf({ tables: [{ title, counts: 'clients', outcomes }] })
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
}

interface Crowd {
  people: Person[]
  room: string
}

/** Everybody is in one room; its last messages are what they will have missed. The server is killed. */
async function makeCrowd(setting: Setting, data: string, count: number): Promise<Crowd> {
  const hubbub = await startHubbub({ ...setting, data })
  try {
    const room = await makeRoom(hubbub.url, await hubbub.ownerToken(), 'Crowd')
    const people = await makePeople(hubbub.url, count)
    await joinRoom(hubbub.url, people, room)
    const client = new Client({ port: hubbub.port, speech: hubbubSpeech, token: people[0]?.token ?? '' })
    await client.ready
    const load = new SendsLoad([{ client, room }], markedText(180))
    load.start()
    await drained(
      () => load.done() > MISSED,
      () => 'messages',
    )
    await load.stop()
    client.close()
    return { people, room }
  } finally {
    await hubbub.stop('SIGKILL')
  }
}

const startPlain = (setting: Setting) => baseline(setting, 'Socket.IO', 'plain-socket-io.ts', ['echo'])

function comeBack(program: Program, { people, room }: Crowd): Promise<Reading> {
  const tokens = people.map(({ token }) => token)
  return measured(program, hubbubSpeech, tokens, async (client) => {
    const [, { heads }] = JSON.parse(client.greeting) as ['heads', { heads: FeedHead[] }]
    const head = heads.find(({ feed }) => feed === `room:${room}`)
    if (!head) throw new Error('a member does not follow the room')
    const { feed, epoch, version } = head
    const wanted = { feeds: [{ feed, epoch, since: version - MISSED }] }
    const answer = await client.ask(1, `42/v1,1["feed.sync",${JSON.stringify(wanted)}]`)
    const got = answer.split(String.fromCharCode(MARK)).length - 1
    if (got !== MISSED) throw new Error(`somebody got ${got} of ${MISSED} messages`)
  })
}

interface FeedHead {
  feed: string
  epoch: string
  version: number
}

function connectOnly(program: Program, count: number): Promise<Reading> {
  const tokens = Array.from({ length: count }, () => 'crowd')
  return measured(program, socketIoSpeech, tokens, async () => {})
}

/** From the first connection to the last answer. */
async function measured(
  { port, pid }: Program,
  speech: Speech,
  tokens: readonly string[],
  enter: (client: Client) => Promise<void>,
): Promise<Reading> {
  const look = () => [performance.now(), cpuSecondsOf(pid), ownCpuSeconds(), machineCpuSeconds()] as const
  const clients: Client[] = []
  const times: number[] = []
  const before = look()
  try {
    await Promise.all(
      tokens.map(async (token) => {
        const client = new Client({ port, speech, token })
        clients.push(client)
        await client.ready
        await enter(client)
        times.push(performance.now() - before[0])
      }),
    )
    const [at, server, generator, machine] = look()
    const seconds = (at - before[0]) / 1000
    const [ours, own] = [server - before[1], generator - before[2]]
    return {
      perServerSecond: tokens.length / Math.max(ours, 0.01),
      perSecond: tokens.length / seconds,
      serverLoad: ours / seconds,
      generatorLoad: own / seconds,
      othersLoad: Math.max(0, (machine - before[3] - ours - own) / seconds),
      p50Ms: times[times.length >> 1] ?? 0,
      p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    }
  } finally {
    for (const client of clients) client.close()
  }
}
