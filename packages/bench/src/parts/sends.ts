import { SendsLoad } from '../loads/sends-load.ts'
import { inTurns } from '../loads/rounds.ts'
import { type Arena, hubbubArena, leaveAll, plainArena } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import { startHubbub } from '../programs/hubbub.ts'
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

const SHAPES: readonly Shape[] = [
  { title: '1 sender', rooms: 1, perRoom: 1 },
  { title: '50 senders in one room', rooms: 1, perRoom: 50 },
  { title: '500 senders in one room', rooms: 1, perRoom: 500 },
  { title: '50 senders over 50 rooms', rooms: 50, perRoom: 1 },
  { title: '500 senders over 50 rooms', rooms: 50, perRoom: 10 },
]

/**
 * Acknowledged sends. A sender is a member, so the server also tells each message to everybody in its room; the echo
 * tells nobody and stores nothing. The third program tells everybody as the server does, and stores nothing.
 */
export const sends: Part = {
  name: 'sends',
  title: 'Durable sends against a Socket.IO echo that stores nothing',
  run: (setting) =>
    withPrograms(async (keep) => {
      const arenas = [
        hubbubArena(keep(await startHubbub(setting))),
        plainArena(
          keep(await baseline(setting, 'Socket.IO echo, not stored', 'plain-socket-io.ts', ['echo'])),
          socketIoSpeech,
        ),
        plainArena(
          keep(
            await baseline(setting, 'Socket.IO emit to the room, not stored', 'plain-socket-io.ts', ['emit']),
          ),
          socketIoSpeech,
        ),
      ]
      const tables: Table[] = []
      for (const shape of SHAPES) tables.push(await compareSends(setting, arenas, shape))
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
