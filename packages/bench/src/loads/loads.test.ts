import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { plainArena, leaveAll, type ArenaRoom } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import type { Program } from '../programs/program.ts'
import { markedText, rawSpeech, socketIoSpeech, type Speech } from '../wire/speech.ts'
import { FanOutLoad } from './fan-out-load.ts'
import { drained, type Load } from './load.ts'
import { SendsLoad } from './sends-load.ts'

const programs: Program[] = []
const filled: ArenaRoom[] = []
after(async () => {
  leaveAll(filled)
  for (const program of programs) await program.stop()
})

async function roomsOf(script: string, way: string, speech: Speech): Promise<ArenaRoom[]> {
  const program = await baseline({ cores: undefined }, way, script, [way])
  programs.push(program)
  const rooms = await plainArena(program, speech).fill({ rooms: 2, perRoom: 5 })
  filled.push(...rooms)
  return rooms
}

async function runUntil(load: Load, count: number): Promise<void> {
  load.start()
  await drained(
    () => load.done() >= count,
    () => 'load',
  )
  await load.stop()
}

for (const [script, way, speech] of [
  ['plain-socket-io.ts', 'emit', socketIoSpeech],
  ['raw-ws.ts', 'send', rawSpeech],
  ['raw-ws.ts', 'frame', rawSpeech],
  ['raw-ws.ts', 'coalesced', rawSpeech],
] as const) {
  test(`every member hears every message once, from ${script} ${way}`, async () => {
    const rooms = await roomsOf(script, way, speech)
    const load = new FanOutLoad({ rooms, text: markedText(180), inFlight: 4, acks: false })
    await runUntil(load, 500)
    const heard = rooms.map(({ members }) => new Set(members.map((client) => client.heard)))
    for (const counts of heard) assert.equal(counts.size, 1, 'members of a room heard the same number')
    const [first = 0, second = 0] = heard.map(([count]) => count)
    assert.equal(load.done(), 5 * (first + second))
    assert.equal(load.times().length, first + second)
  })
}

test('a message that somebody did not hear fails the run', async () => {
  const [room] = await roomsOf('plain-socket-io.ts', 'emit', socketIoSpeech)
  assert.ok(room)
  const load = new FanOutLoad({ rooms: [room], text: markedText(180), inFlight: 1, acks: false })
  const [, ben, cleo] = room.members
  assert.ok(ben && cleo)
  await runUntil(load, 50)
  // The sum is right, and yet one has heard more and another less.
  ben.heard += 1
  cleo.heard -= 1
  await assert.rejects(load.stop(), /somebody heard/)
})

test('senders wait for their answers, and all are counted', async () => {
  const rooms = await roomsOf('plain-socket-io.ts', 'echo', socketIoSpeech)
  const senders = rooms.flatMap(({ id, members }) => members.map((client) => ({ client, room: id })))
  const load = new SendsLoad(senders, markedText(180))
  await runUntil(load, 200)
  assert.equal(load.times().length, load.done())
  assert.deepEqual(
    rooms.flatMap(({ members }) => members.map(({ heard }) => heard)),
    Array.from({ length: 10 }, () => 0),
  )
})
