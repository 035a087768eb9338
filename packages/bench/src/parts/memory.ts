import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connectAll } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import { mostConnections } from '../programs/descriptors.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { joinRoom, makePeople, makeRoom } from '../programs/people.ts'
import { residentKibOf } from '../programs/process-facts.ts'
import { type Program, withPrograms } from '../programs/program.ts'
import type { Client } from '../wire/client.ts'
import { hubbubSpeech, socketIoSpeech, type Speech } from '../wire/speech.ts'
import { type Figure, type Part, resultOf, scaled, type Setting } from './part.ts'

const CONNECTIONS = 10_000
const PER_ROOM = 100
/** Ports of one loopback address run out at about 28,000, and closed ones rest for a minute. */
const PER_ADDRESS = 5000
const SETTLE_MS = 8000

/** Collects on a signal, so that garbage of the many handshakes is not taken for the price of a connection. */
const COLLECTOR = fileURLToPath(new URL('../baselines/collect-on-signal.ts', import.meta.url))
const env = { NODE_OPTIONS: `--expose-gc --import=${COLLECTOR}` }

/** What an idle connection costs: each a person of their own, signed in, in a room of a hundred. */
export const memory: Part = {
  name: 'memory',
  title: 'Memory of an idle connection',
  async run(setting) {
    const count = Math.min(scaled(setting, CONNECTIONS), mostConnections())
    const ours = await ofHubbub(setting, count)
    const plain = await withPrograms(async (keep) => {
      const program = keep(
        await baseline({ ...setting, env }, 'plain Socket.IO', 'plain-socket-io.ts', ['echo']),
      )
      const tokens = Array.from({ length: count }, (_, place) => `room-${Math.floor(place / PER_ROOM)}`)
      return kibPerConnection(setting, program, socketIoSpeech, tokens)
    })
    return resultOf({
      figures: [
        figure(
          `as it stands after ${SETTLE_MS / 1000} s, ${count} connections`,
          ours.standing,
          plain.standing,
        ),
        figure(`after a collection, ${count} connections`, ours.collected, plain.collected),
      ],
      skipped: count < scaled(setting, CONNECTIONS) ? [`memory: ulimit -n allows ${count} connections`] : [],
    })
  },
}

/** People are made by a server before, so that only connections are in the memory of the one that is measured. */
async function ofHubbub(setting: Setting, count: number): Promise<PerConnection> {
  const data = mkdtempSync(join(tmpdir(), 'hubbub-bench-data-'))
  try {
    const tokens = await withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub({ ...setting, data }))
      const owner = await hubbub.ownerToken()
      const people = await makePeople(hubbub.url, count)
      for (let first = 0; first < count; first += PER_ROOM) {
        const room = await makeRoom(hubbub.url, owner, `Room ${first}`)
        await joinRoom(hubbub.url, people.slice(first, first + PER_ROOM), room)
      }
      return people.map(({ token }) => token)
    })
    return await withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub({ ...setting, data, env }))
      return kibPerConnection(setting, hubbub, hubbubSpeech, tokens)
    })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

interface PerConnection {
  standing: number
  collected: number
}

async function kibPerConnection(
  setting: Setting,
  program: Program,
  speech: Speech,
  tokens: readonly string[],
): Promise<PerConnection> {
  await pause(scaled(setting, 2000))
  await collect(program)
  const before = residentKibOf(program.pid)
  const clients: Client[] = []
  try {
    for (let first = 0; first < tokens.length; first += PER_ADDRESS) {
      const from = `127.0.0.${2 + first / PER_ADDRESS}`
      clients.push(
        ...(await connectAll(program.port, speech, tokens.slice(first, first + PER_ADDRESS), from)),
      )
    }
    setting.say(`memory: ${clients.length} connections to ${program.name}`)
    await pause(scaled(setting, SETTLE_MS))
    const standing = residentKibOf(program.pid)
    await collect(program)
    const collected = residentKibOf(program.pid)
    return {
      standing: (standing - before) / clients.length,
      collected: (collected - before) / clients.length,
    }
  } finally {
    for (const client of clients) client.close()
  }
}

async function collect({ pid }: Program): Promise<void> {
  process.kill(pid, 'SIGUSR2')
  await pause(2000)
}

function figure(name: string, value: number, plain: number): Figure {
  return { name, value, unit: 'KiB', beside: { name: 'plain Socket.IO', value: plain } }
}
