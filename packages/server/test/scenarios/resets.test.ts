import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Person, type Place, world } from '../world.ts'

const gapsIn = (person: Person, place: Place) =>
  person.eventsIn(place).flatMap((one) => (one.name === 'gap' ? [one.payload.reason] : []))

test('who was away for longer than removals are kept is told to load again', async (t) => {
  const { ada, ben, garden, server, person, restart } = await world(t, {
    people: ['ada', 'ben'],
    room: 'garden',
    storage: 'sqlite',
  })
  await ben.leaveNetwork()
  await ada.say(garden, 'missed')
  const cleo = await person('cleo')
  await cleo.join(garden)
  await cleo.chat.room(garden.id).leave()
  await restart(() => server.purge())
  await ben.returnToNetwork()
  assert.deepEqual(gapsIn(ben, garden), ['floor'])
  assert.deepEqual(ben.heardIn(garden), [])
  const { items } = await ben.chat.room(garden.id).history()
  assert.deepEqual(
    items.map(({ text }) => text),
    ['missed'],
  )
  await ada.say(garden, 'from here on')
  await ben.quiet()
  assert.deepEqual(
    ben.heardIn(garden).map(({ text }) => text),
    ['from here on'],
  )
  assert.deepEqual(gapsIn(ada, garden), [], 'who was there noticed nothing')
})

test('a restored backup is another life: everybody is told to load again', async (t) => {
  const { ada, ben, garden, server, restart, quiet } = await world(t, {
    people: ['ada', 'ben'],
    room: 'garden',
    storage: 'sqlite',
  })
  await ada.say(garden, 'kept')
  const file = join(server.folder, 'kept.db')
  await server.running.backup(file)
  await ada.say(garden, 'lost with the old disk')
  await quiet()
  await ben.leaveNetwork()
  await restart(() => server.restore(file))
  await ben.returnToNetwork()
  for (const person of [ada, ben]) {
    assert.deepEqual(gapsIn(person, garden), ['epoch'])
    const { items } = await person.chat.room(garden.id).history()
    assert.deepEqual(
      items.map(({ text }) => text),
      ['kept'],
    )
  }
  await ada.say(garden, 'a new beginning')
  await quiet()
  assert.equal(ben.heardIn(garden).at(-1)?.text, 'a new beginning')
  assert.equal(ben.heardIn(garden).at(-1)?.seq, 2)
})

test('who missed more than can be told is told so', async (t) => {
  const { ada, ben, garden, server } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  await ben.leaveNetwork()
  const caller = { account: ada.id, role: 'member', address: '::1' } as const
  const texts = Array.from({ length: 5_001 }, (_, place) => `message ${place}`)
  await Promise.all(
    texts.map((text) => server.running.core.ask('message.send', caller, { room: garden.id, text })),
  )
  await ben.returnToNetwork()
  assert.deepEqual(gapsIn(ben, garden), ['too-far'])
  const { items } = await ben.chat.room(garden.id).history({ limit: 3 })
  assert.deepEqual(
    items.map(({ seq }) => seq),
    [4_999, 5_000, 5_001],
  )
})
