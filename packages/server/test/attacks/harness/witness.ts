import assert from 'node:assert/strict'
import { resultOf } from './answer.ts'
import type { SocketClient } from './socket-client.ts'
import type { Target } from './target.ts'

/** Two people in a room that nobody attacks: whatever happens elsewhere, they talk on. */
export interface Witness {
  /** Each says something, over and over; every word is acknowledged in order and heard by both in order. */
  talks(): Promise<void>
}

const words = 20

export async function startWitness(target: Target): Promise<Witness> {
  const wendy = await target.person('wendy')
  const will = await target.person('will')
  const { room } = await target.must(wendy, 'room.create', {
    type: 'private',
    name: 'Witness',
    members: [will.id],
  })
  return {
    async talks() {
      const clients = await Promise.all([target.socketOf(wendy), target.socketOf(will)])
      const [first, second] = clients
      const told: number[] = []
      for (let count = 0; count < words; count++) {
        const speaker = count % 2 === 0 ? first : second
        told.push(await say(speaker, room.id, `word ${count}`))
      }
      const start = told[0] ?? 0
      assert.deepEqual(
        told,
        told.map((_, place) => start + place),
        'acknowledged in order, without a hole',
      )
      for (const client of clients)
        assert.deepEqual(await heard(client, room.id, told), told, 'heard in order')
    },
  }
}

async function say(client: SocketClient, room: string, text: string): Promise<number> {
  return resultOf<{ message: { seq: number } }>(await client.ask('message.send', { room, text })).message.seq
}

/** The numbers of the messages this client was told, from the first one asked for on. */
async function heard(client: SocketClient, room: string, told: readonly number[]): Promise<number[]> {
  const last = told.at(-1) ?? 0
  await client.saw('range', ({ items }) => seqsIn(items, room).includes(last))
  const all = client.events.flatMap(({ name, payload }) =>
    name === 'range' ? seqsIn(payload['items'], room) : [],
  )
  return all.filter((seq) => seq >= (told[0] ?? 0) && seq <= last)
}

function seqsIn(items: unknown, room: string): number[] {
  const rows = items as { kind: string; room?: string; seq?: number }[]
  return rows.flatMap((row) => (row.kind === 'message' && row.room === room && row.seq ? [row.seq] : []))
}
