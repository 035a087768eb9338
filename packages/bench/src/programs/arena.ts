import { Client } from '../wire/client.ts'
import { hubbubSpeech, type Speech } from '../wire/speech.ts'
import type { Hubbub } from './hubbub.ts'
import { joinRoom, makePeople, makeRoom, manyAtOnce, type Person } from './people.ts'
import type { Program } from './program.ts'

/** A program with people in rooms, each on a connection of their own. */
export interface Arena {
  program: Program
  speech: Speech
  /** Whether each message is answered, wanted or not. */
  acks: boolean
  fill(shape: ArenaShape): Promise<ArenaRoom[]>
}

export interface ArenaShape {
  rooms: number
  perRoom: number
}

export interface ArenaRoom {
  id: string
  members: Client[]
}

/** Who fills the rooms: people, or bots that only send. */
export type MakePeople = (url: string, count: number, ownerToken: string) => Promise<Person[]>

/** New rooms each time; people are made when more are needed than there are. */
export function hubbubArena(hubbub: Hubbub, make: MakePeople = makePeople): Arena {
  const people: Person[] = []
  let ownerToken: string | undefined
  let filled = 0

  async function fill({ rooms, perRoom }: ArenaShape): Promise<ArenaRoom[]> {
    ownerToken ??= await hubbub.ownerToken()
    const owner = ownerToken
    const missing = rooms * perRoom - people.length
    if (missing > 0) people.push(...(await make(hubbub.url, missing, owner)))
    filled += 1
    const ids = await manyAtOnce(rooms, (place) => makeRoom(hubbub.url, owner, `Room ${filled}.${place}`))
    const made: ArenaRoom[] = []
    for (const [place, id] of ids.entries()) {
      const own = people.slice(place * perRoom, (place + 1) * perRoom)
      await joinRoom(hubbub.url, own, id)
      const tokens = own.map(({ token }) => token)
      made.push({ id, members: await connectAll(hubbub.port, hubbubSpeech, tokens) })
    }
    return made
  }
  return { program: hubbub, speech: hubbubSpeech, acks: true, fill }
}

/** A program that lets anybody into the room they name. */
export function plainArena(program: Program, speech: Speech): Arena {
  let filled = 0
  return {
    program,
    speech,
    acks: false,
    async fill({ rooms, perRoom }) {
      filled += 1
      const made: ArenaRoom[] = []
      for (let place = 0; place < rooms; place += 1) {
        const id = `room-${filled}-${place}`
        const tokens = Array.from({ length: perRoom }, () => id)
        made.push({ id, members: await connectAll(program.port, speech, tokens) })
      }
      return made
    },
  }
}

export function connectAll(
  port: number,
  speech: Speech,
  tokens: readonly string[],
  from?: string,
): Promise<Client[]> {
  return manyAtOnce(tokens.length, async (place) => {
    const client = new Client({ port, speech, token: tokens[place] ?? '', from })
    await client.ready
    return client
  })
}

export function leaveAll(rooms: readonly ArenaRoom[]): void {
  for (const client of rooms.flatMap(({ members }) => members)) client.close()
}
