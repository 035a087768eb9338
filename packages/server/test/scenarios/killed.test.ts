import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deleted, faultsOf } from '../history-checker.ts'
import type { Person } from '../world.ts'
import { rowsInFile, storedRows } from './killed-rows.ts'
import { KilledWorld } from './killed-world.ts'

const isLong = process.env['HUBBUB_TEST_LONG'] === '1'
const cycles = isLong ? 50 : 3
/** Acknowledgements between two kills, so that each kill falls into the middle of a talk. */
const talk = 60

test(`killed ${cycles} times in the middle of a talk: nothing lost, doubled, undone, leaked or turned round`, async (t) => {
  const world = await KilledWorld.begin(t)
  const [ada, ben, cleo] = [await world.person('ada'), await world.person('ben'), await world.person('cleo')]
  const send = (person: Person) => (text: string) => person.chat.room(world.place.id).send(text)
  const talking = [
    // Two who wait for each answer, one with three sends under way, one without a way to repeat.
    world.keepSaying(ada, send(ada)),
    world.keepSaying(ben, send(ben)),
    ...[1, 2, 3].map(() => world.keepSaying(cleo, send(cleo))),
    world.keepSaying(cleo, async (text) => {
      const { message } = await cleo.chat.ask('message.send', { room: world.place.id, text })
      return { id: message.id, seq: message.seq }
    }),
    ...[ada, ben, cleo].map((person) => world.keepChanging(person)),
  ]
  const visitors: Person[] = []
  for (let cycle = 0; cycle < cycles; cycle++) {
    const visitor = await world.person(`visitor-${cycle}`)
    talking.push(world.keepSaying(visitor, send(visitor)))
    ben.line.cut()
    await world.acknowledged(talk / 2)
    // Every other visitor is away when it happens, and learns it when they come back.
    if (cycle % 2 === 1) visitor.line.cut()
    await world.remove(ada, visitor)
    ben.line.mend()
    ben.chat.retryNow()
    await world.acknowledged(talk / 2)
    await world.kill()
    visitor.line.mend()
    visitor.chat.retryNow()
    // A few kills later they have heard whatever they should not.
    visitors.push(visitor)
    const home = visitors.length > 3 ? visitors.shift() : undefined
    if (home) await world.sendHome(home)
  }
  await world.acknowledged(talk)
  world.isOver = true
  await Promise.all(talking)

  const history = await world.toldBy(ada)
  assert.deepEqual(faultsOf(history), [])
  const heardBy = (reader: string) => history.heard.filter((one) => one.reader === reader).length
  const all = history.stored.length
  assert.deepEqual(['ada', 'ben', 'cleo'].map(heardBy), [all, all, all], 'all heard all of it')
  assert.ok(history.stays.filter(({ until }) => until < all).length === cycles, 'visitors left in the middle')
  assert.ok(history.stored.some(({ now }) => now === deleted) && history.changes.length > cycles)

  const rows = await storedRows(ada.chat, world.place.id)
  await world.stop()
  assert.deepEqual(rowsInFile(world.folder, world.place.id), { rows, integrity: 'ok' })
  const { all: sends, unanswered, refused } = world.sent
  t.diagnostic(`${cycles} kills, ${sends} sends: ${unanswered} without an answer, ${refused} refused`)
  t.diagnostic(`${history.changes.length} changes, ${history.heard.length} messages heard`)
})
