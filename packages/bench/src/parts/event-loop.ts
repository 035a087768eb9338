import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FanOutLoad } from '../loads/fan-out-load.ts'
import { SendsLoad } from '../loads/sends-load.ts'
import { type ArenaRoom, hubbubArena, leaveAll } from '../programs/arena.ts'
import { mostConnections } from '../programs/descriptors.ts'
import { type Hubbub, startHubbub } from '../programs/hubbub.ts'
import { freeLoopPorts, loopEnv } from '../programs/loop-delay.ts'
import { withPrograms } from '../programs/program.ts'
import { markedText } from '../wire/speech.ts'
import { besideLongWork } from './beside-long-work.ts'
import { figuresOf, type Measured, spellsOf } from './delays.ts'
import { comeBack, herdOf } from './herd.ts'
import { type Figure, type Part, resultOf, scaled } from './part.ts'

const TEXT = markedText(180)
const HERD = 10_000

/** How late the server's event loop is, by its own histogram, while it has as much to do as it can take. */
export const eventLoop: Part = {
  name: 'event-loop',
  title: 'How late the event loop is',
  async run(setting) {
    const data = mkdtempSync(join(tmpdir(), 'hubbub-bench-data-'))
    const ports = await freeLoopPorts()
    const measured: Measured = { setting: { ...setting, data, env: loopEnv(ports) }, ports }
    const count = Math.min(scaled(setting, HERD), mostConnections())
    try {
      const [figures, tokens] = await withPrograms(async (keep) => {
        const hubbub = keep(await startHubbub(measured.setting))
        const found = [...(await underLoad(measured, hubbub)), ...(await besideLongWork(measured, hubbub))]
        return [found, await herdOf(count, hubbub)]
      })
      const back = await withPrograms(async (keep) =>
        comeBack(measured, keep(await startHubbub(measured.setting)), tokens),
      )
      figures.push(...back)
      return resultOf({ figures })
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
}

async function underLoad(measured: Measured, hubbub: Hubbub): Promise<Figure[]> {
  const figures: Figure[] = []
  const arena = hubbubArena(hubbub)
  const sending = (rooms: readonly ArenaRoom[]) =>
    new SendsLoad(
      rooms.flatMap(({ id, members }) => members.map((client) => ({ client, room: id }))),
      TEXT,
    )
  const telling = (rooms: readonly ArenaRoom[]) =>
    new FanOutLoad({ rooms, text: TEXT, inFlight: 16, acks: true })
  for (const [what, shape, loadOf] of [
    ['500 people send in one room and all hear it', { rooms: 1, perRoom: 500 }, sending],
    ['500 people send over 50 rooms', { rooms: 50, perRoom: 10 }, sending],
    ['16 messages in flight to 1000 people', { rooms: 1, perRoom: 1000 }, telling],
  ] as const) {
    const rooms = await arena.fill(shape)
    figures.push(...figuresOf(what, await spellsOf(measured, loadOf(rooms))))
    measured.setting.say(`event-loop: ${what}`)
    leaveAll(rooms)
  }
  return figures
}
