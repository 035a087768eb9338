import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FanOutLoad } from '../loads/fan-out-load.ts'
import { inTurns } from '../loads/rounds.ts'
import { type Arena, hubbubArena, leaveAll, plainArena } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import { mostConnections } from '../programs/descriptors.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { withPrograms } from '../programs/program.ts'
import { markedText, rawSpeech, socketIoSpeech, type Speech } from '../wire/speech.ts'
import { type Part, resultOf, scaled, type Setting, type Table } from './part.ts'

const WARM_MS = 300
const TEXT = markedText(180)

interface Shape {
  rooms: number
  perRoom: number
  inFlight: readonly number[]
  /** The largest crowd is asked of few, because one process holds the connections of all. */
  onlyTheMain?: boolean
}

const SHAPES: readonly Shape[] = [
  { rooms: 1, perRoom: 100, inFlight: [1, 16] },
  { rooms: 1, perRoom: 1000, inFlight: [1, 16] },
  { rooms: 50, perRoom: 20, inFlight: [1] },
  { rooms: 1, perRoom: 5000, inFlight: [1, 16], onlyTheMain: true },
]

/** One message, told to many: what the server spends on each delivery. */
export const fanOut: Part = {
  name: 'fan-out',
  title: 'Fan-out: one message to everybody in its room',
  async run(setting) {
    const tables: Table[] = []
    const skipped: string[] = []
    const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-store-'))
    try {
      await withPrograms(async (keep) => {
        const arenas = await allArenas(setting, keep, folder)
        for (const shape of SHAPES) {
          const among = shape.onlyTheMain ? arenas.filter(({ program }) => MAIN.has(program.name)) : arenas
          const connections = among.length * shape.rooms * scaled(setting, shape.perRoom)
          if (connections <= mostConnections()) tables.push(...(await compare(setting, among, shape)))
          else skipped.push(tooMany(shape, connections))
          if (among.length < arenas.length) skipped.push(onlySome(shape, arenas.length - among.length))
        }
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    return resultOf({ tables, skipped })
  },
}

type Keep = Parameters<Parameters<typeof withPrograms>[0]>[0]

const PLAIN = 'Socket.IO emit, not stored'
const CEILING = 'raw ws, coalesced, not stored'
const MAIN: ReadonlySet<string> = new Set(['Hubbub', PLAIN, CEILING])

async function allArenas(setting: Setting, keep: Keep, folder: string): Promise<Arena[]> {
  const plain = async (name: string, script: string, args: string[], speech: Speech) =>
    plainArena(keep(await baseline(setting, name, script, args)), speech)
  return [
    hubbubArena(keep(await startHubbub(setting))),
    await plain(PLAIN, 'plain-socket-io.ts', ['emit'], socketIoSpeech),
    await plain('tutorial: Socket.IO, SQLite', 'stored-socket-io.ts', ['tutorial', folder], socketIoSpeech),
    await plain('raw ws, send per socket, not stored', 'raw-ws.ts', ['send'], rawSpeech),
    await plain('raw ws, frame built once, not stored', 'raw-ws.ts', ['frame'], rawSpeech),
    await plain(CEILING, 'raw-ws.ts', ['coalesced'], rawSpeech),
  ]
}

function onlySome({ perRoom }: Shape, missing: number): string {
  return `fan-out to ${perRoom}: ${missing} of the plain programs, because one process holds the connections of all`
}

function tooMany({ perRoom }: Shape, connections: number): string {
  return `fan-out to ${perRoom}: ${connections} connections are more than this process may open (ulimit -n)`
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
      tables.push({ title, counts: 'deliveries', outcomes })
    }
    return tables
  } finally {
    for (const { rooms } of filled) leaveAll(rooms)
  }
}
