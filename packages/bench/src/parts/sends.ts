import { SendsLoad } from '../loads/sends-load.ts'
import { inTurns } from '../loads/rounds.ts'
import { type Arena, hubbubArena, leaveAll, plainArena } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { makeSenders } from '../programs/people.ts'
import { withPrograms } from '../programs/program.ts'
import { markedText, socketIoSpeech } from '../wire/speech.ts'
import { type Part, resultOf, type Setting, type Table } from './part.ts'

const WARM_MS = 300
const TEXT = markedText(180)

interface Shape {
  title: string
  rooms: number
  perRoom: number
}

/** The goals are set on these. */
const ANSWERED: readonly Shape[] = [
  { title: '1 sender', rooms: 1, perRoom: 1 },
  { title: '50 senders in one room', rooms: 1, perRoom: 50 },
  { title: '500 senders in one room', rooms: 1, perRoom: 500 },
  { title: '50 senders over 50 rooms', rooms: 50, perRoom: 1 },
  { title: '500 senders over 50 rooms', rooms: 50, perRoom: 10 },
]

const TOLD: readonly Shape[] = [
  { title: '50 people in one room, all hear all', rooms: 1, perRoom: 50 },
  { title: '500 people in one room, all hear all', rooms: 1, perRoom: 500 },
  { title: '50 people over 50 rooms, each hears their own', rooms: 50, perRoom: 1 },
]

/**
 * Acknowledged sends. The echo answers and tells nobody, so the senders beside it are bots that may send and not read:
 * told to a room of 50, one send is 50 deliveries, which would be measured in its place. What people send who also hear
 * stands beside an emit to the room.
 */
export const sends: Part = {
  name: 'sends',
  title: 'Durable sends against Socket.IO that stores nothing',
  run: (setting) =>
    withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub(setting))
      const plain = async (name: string, way: string) =>
        plainArena(keep(await baseline(setting, name, 'plain-socket-io.ts', [way])), socketIoSpeech)
      const answered = [hubbubArena(hubbub, makeSenders), await plain('Socket.IO echo, not stored', 'echo')]
      const told = [hubbubArena(hubbub), await plain('Socket.IO emit to the room, not stored', 'emit')]
      const tables: Table[] = []
      for (const shape of ANSWERED) tables.push(await compareSends(setting, answered, shape))
      for (const shape of TOLD) tables.push(await compareSends(setting, told, shape))
      return resultOf({ tables })
    }),
}

export async function compareSends(setting: Setting, arenas: readonly Arena[], shape: Shape): Promise<Table> {
  const filled: Awaited<ReturnType<Arena['fill']>>[] = []
  try {
    for (const arena of arenas) filled.push(await arena.fill(shape))
    const contestants = arenas.map(({ program: { name, pid } }, place) => {
      const senders = (filled[place] ?? []).flatMap(({ id, members }) =>
        members.map((client) => ({ client, room: id })),
      )
      return { name, pid, load: new SendsLoad(senders, TEXT) }
    })
    const outcomes = await inTurns(contestants, { ...setting, warmMs: WARM_MS })
    setting.say(`sends: ${shape.title}`)
    return { title: shape.title, counts: 'sends', outcomes }
  } finally {
    for (const rooms of filled) leaveAll(rooms)
  }
}
