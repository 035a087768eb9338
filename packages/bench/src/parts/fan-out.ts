import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FanOutLoad } from '../loads/fan-out-load.ts'
import { inTurns } from '../loads/rounds.ts'
import { type Arena, hubbubArena, leaveAll, plainArena } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { withPrograms } from '../programs/program.ts'
import { markedText, rawSpeech, socketIoSpeech } from '../wire/speech.ts'
import { type Part, resultOf, scaled, type Setting, type Table } from './part.ts'

const WARM_MS = 300
const TEXT = markedText(180)

interface Shape {
  rooms: number
  perRoom: number
  inFlight: readonly number[]
}

const SHAPES: readonly Shape[] = [
  { rooms: 1, perRoom: 100, inFlight: [1, 16] },
  { rooms: 1, perRoom: 1000, inFlight: [1, 16] },
  { rooms: 1, perRoom: 5000, inFlight: [1, 16] },
  { rooms: 50, perRoom: 20, inFlight: [1] },
]

/** One message, told to many: what the server spends on each delivery. */
export const fanOut: Part = {
  name: 'fan-out',
  title: 'Fan-out: one message to everybody in its room',
  async run(setting) {
    const tables: Table[] = []
    const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-store-'))
    try {
      await withPrograms(async (keep) => {
        const arenas: Arena[] = [
          hubbubArena(keep(await startHubbub(setting))),
          plainArena(
            keep(await baseline(setting, 'Socket.IO emit, not stored', 'plain-socket-io.ts', ['emit'])),
            socketIoSpeech,
          ),
          plainArena(
            keep(
              await baseline(setting, 'Socket.IO emit, tutorial with SQLite', 'stored-socket-io.ts', [
                'tutorial',
                folder,
              ]),
            ),
            socketIoSpeech,
          ),
          ...(await rawArenas(setting, keep)),
        ]
        for (const shape of SHAPES) tables.push(...(await compare(setting, arenas, shape)))
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    return resultOf({ tables })
  },
}

type Keep = Parameters<Parameters<typeof withPrograms>[0]>[0]

const RAW_WAYS = {
  send: 'raw ws, send per socket',
  frame: 'raw ws, frame built once',
  coalesced: 'raw ws, coalesced (the ceiling)',
}

async function rawArenas(setting: Setting, keep: Keep): Promise<Arena[]> {
  const arenas: Arena[] = []
  for (const [way, name] of Object.entries(RAW_WAYS)) {
    arenas.push(plainArena(keep(await baseline(setting, name, 'raw-ws.ts', [way])), rawSpeech))
  }
  return arenas
}

async function compare(setting: Setting, arenas: readonly Arena[], shape: Shape): Promise<Table[]> {
  const { rooms } = shape
  const perRoom = scaled(setting, shape.perRoom)
  const filled: { arena: Arena; rooms: Awaited<ReturnType<Arena['fill']>> }[] = []
  try {
    for (const arena of arenas) filled.push({ arena, rooms: await arena.fill({ rooms, perRoom }) })
    const tables: Table[] = []
    for (const inFlight of shape.inFlight) {
      const contestants = filled.map(({ arena: { program, acks }, rooms }) => ({
        name: program.name,
        pid: program.pid,
        load: new FanOutLoad({ rooms, text: TEXT, inFlight, acks }),
      }))
      const outcomes = await inTurns(contestants, { ...setting, warmMs: WARM_MS })
      const title = `${rooms === 1 ? 'one room' : `${rooms} rooms`} of ${perRoom}, ${inFlight} in flight${rooms === 1 ? '' : ' in each'}`
      setting.say(`fan-out: ${title}`)
      tables.push({ title, counts: 'deliveries', outcomes, notes: [] })
    }
    return tables
  } finally {
    for (const { rooms } of filled) leaveAll(rooms)
  }
}
