import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Heard, type Person, type Place, world } from '../world.ts'

/** What may be lost: presence, typing, free-form signals. */

const named = <N extends Heard['name']>(person: Person, place: Place, name: N) =>
  person.eventsIn(place).filter((one): one is Extract<Heard, { name: N }> => one.name === name)

test('typing is seen by those in the room, not by who types', async (t) => {
  const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  ada.chat.room(garden.id).typing()
  await ben.until(() => named(ben, garden, 'typing').length === 1)
  const [typing] = named(ben, garden, 'typing')
  assert.equal(typing?.payload.person.name, 'ada')
  assert.ok((typing?.payload.until.getTime() ?? 0) > Date.now())
  assert.equal(named(ada, garden, 'typing').length, 0)
})

test('a signal reaches who follows the room, with what it carries', async (t) => {
  const { ada, ben, garden, person } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const cleo = await person('cleo')
  await ada.chat.room(garden.id).signal('wave', { hands: 2 })
  await ben.until(() => named(ben, garden, 'signal').length === 1)
  const [signal] = named(ben, garden, 'signal')
  assert.deepEqual(
    [signal?.payload.name, signal?.payload.from.name, signal?.payload.data],
    ['wave', 'ada', { hands: 2 }],
  )
  await assert.rejects(cleo.chat.room(garden.id).signal('wave'), { code: 'feed.not-found' })
  await assert.rejects(ada.chat.room(garden.id).signal('big', 'x'.repeat(5_000)), {
    code: 'request.too-large',
  })
})

test('presence tells who is here and who is away', async (t) => {
  const { ada, ben } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const seen: string[] = []
  ada.chat.presence.on('change', ({ account, state }) => account === ben.id && seen.push(state))
  await ada.chat.presence.watch([ben.id])
  await ada.until(() => seen.includes('online'))
  const away = new Promise<void>((resolve) => {
    ada.chat.presence.on('change', ({ state }) => state === 'away' && resolve())
  })
  await ben.chat.presence.set('away')
  await away
  assert.deepEqual(seen, ['online', 'away'])
})

test('a new name is hinted to those who share a room, and used in what they hear next', async (t) => {
  const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  await ada.say(garden, 'I am Ada')
  await quiet()
  const hinted = new Promise<{ name: string }>((resolve) => ben.chat.on('person', resolve))
  await ada.chat.ask('profile.update', { displayName: 'Countess Ada' })
  assert.equal((await hinted).name, 'Countess Ada')
  await ada.say(garden, 'Call me Countess')
  await quiet()
  assert.deepEqual(
    ben.heardIn(garden).map(({ author }) => author.name),
    ['ada', 'Countess Ada'],
  )
})
