import { RequestsLoad } from '../loads/requests-load.ts'
import { inTurns } from '../loads/rounds.ts'
import { drained } from '../loads/load.ts'
import { SendsLoad } from '../loads/sends-load.ts'
import { hubbubArena, leaveAll } from '../programs/arena.ts'
import { type Hubbub, startHubbub } from '../programs/hubbub.ts'
import { joinRoom, type Person } from '../programs/people.ts'
import { withPrograms } from '../programs/program.ts'
import { markedText } from '../wire/speech.ts'
import { type Part, resultOf, scaled, type Setting, type Table } from './part.ts'

const MESSAGES = 1_000_000
const SENDERS = 200
const PLACES = 1000

/** Whether a long history makes its pages slow: anywhere in a million messages against a small room. */
export const history: Part = {
  name: 'history',
  title: 'History of a million messages',
  run: (setting) =>
    withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub(setting))
      const token = await hubbub.ownerToken()
      const count = scaled(setting, MESSAGES)
      const large = await filledRoom(setting, hubbub, count)
      const small = await filledRoom(setting, hubbub, SENDERS)
      const owner: Person = { account: '', token }
      for (const room of [large, small]) await joinRoom(hubbub.url, [owner], room)
      return resultOf({ tables: [await comparePages(setting, hubbub, { token, large, small, count })] })
    }),
}

/** A new room in which at least so many messages were sent. */
async function filledRoom(setting: Setting, hubbub: Hubbub, count: number): Promise<string> {
  const [room] = await hubbubArena(hubbub).fill({ rooms: 1, perRoom: SENDERS })
  if (!room) throw new Error('no room was made')
  try {
    const senders = room.members.map((client) => ({ client, room: room.id }))
    const load = new SendsLoad(senders, markedText(180))
    load.start()
    await drained(
      () => load.done() >= count - SENDERS,
      () => 'messages',
      1_200_000,
    )
    await load.stop()
    setting.say(`history: ${load.done()} messages in a room`)
    return room.id
  } finally {
    leaveAll([room])
  }
}

interface Rooms {
  token: string
  large: string
  small: string
  count: number
}

async function comparePages(
  setting: Setting,
  { port, pid }: Hubbub,
  { token, large, small, count }: Rooms,
): Promise<Table> {
  const pageOf = (room: string, before: number) => `/v1/rooms/${room}/messages?limit=50&before=${before}`
  const anywhere = Array.from({ length: PLACES }, (_, place) =>
    pageOf(large, 51 + Math.floor((place / PLACES) * (count - 51))),
  )
  const contestants = [
    { name: `anywhere in ${count} messages`, paths: shuffled(anywhere) },
    { name: `the newest of ${count} messages`, paths: [`/v1/rooms/${large}/messages?limit=50`] },
    { name: `the newest of ${SENDERS} messages`, paths: [`/v1/rooms/${small}/messages?limit=50`] },
  ].map(({ name, paths }) => {
    return { name, pid, load: new RequestsLoad({ port, paths, token, connections: 32 }) }
  })
  try {
    const outcomes = await inTurns(contestants, { ...setting, warmMs: 200 })
    return { title: 'pages of 50', counts: 'requests', outcomes }
  } finally {
    for (const { load } of contestants) load.close()
  }
}

/** Steps that share no divisor with the length visit every place once. */
function shuffled<T>(items: readonly T[]): T[] {
  return items.map((item, place) => items[(place * 617) % items.length] ?? item)
}
