import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, type Place, storages, world } from '../world.ts'

const texts = (person: Person, place: Place): string[] => person.heardIn(place).map(({ text }) => text)

for (const storage of storages) {
  test(`who was removed hears what was said before and nothing after, also in the same turn (${storage})`, async (t) => {
    const { ada, ben, cleo, garden, quiet } = await world(t, {
      people: ['ada', 'ben', 'cleo'],
      room: 'garden',
      storage,
    })
    const room = ada.chat.room(garden.id)
    await Promise.all([
      room.send('before'),
      ada.chat.ask('member.remove', { room: garden.id, account: ben.id }),
      cleo.say(garden, 'in the same turn'),
      ada.chat.ask('message.send', { room: garden.id, text: 'right behind it' }),
    ])
    await ada.say(garden, 'after')
    await quiet()
    const all = texts(ada, garden)
    assert.deepEqual([...all].sort(), ['after', 'before', 'in the same turn', 'right behind it'])
    const heard = texts(ben, garden)
    assert.deepEqual(heard, all.slice(0, heard.length), 'he heard a beginning of it')
    assert.ok(!heard.includes('after'))
    assert.deepEqual(ben.eventsIn(garden).filter(({ name }) => name === 'gone').length, 1)
    assert.deepEqual(texts(cleo, garden), all)
    await assert.rejects(ben.say(garden, 'Let me in'), { code: 'room.not-found' })
  })
}

test('who was removed while away learns it on coming back, and nothing else of the room', async (t) => {
  const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  await ben.leaveNetwork()
  await ada.say(garden, 'while away')
  await ada.chat.ask('member.remove', { room: garden.id, account: ben.id })
  await ada.say(garden, 'a secret')
  await ben.returnToNetwork()
  await ben.until(() => ben.eventsIn(garden).some(({ name }) => name === 'gone'))
  assert.deepEqual(texts(ben, garden), [])
  await assert.rejects(ben.chat.room(garden.id).history(), { code: 'room.not-found', status: 404 })
})

test('who comes back after a removal hears from there on, and reads what they missed', async (t) => {
  const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  await ada.chat.ask('member.remove', { room: garden.id, account: ben.id })
  await ada.say(garden, 'missed')
  await ben.until(() => ben.eventsIn(garden).some(({ name }) => name === 'gone'))
  await ben.chat.room(garden.id).join()
  await ada.say(garden, 'welcome back')
  await quiet()
  assert.deepEqual(texts(ben, garden), ['welcome back'])
  const { items } = await ben.chat.room(garden.id).history()
  assert.deepEqual(
    items.map(({ text }) => text),
    ['missed', 'welcome back'],
  )
})

test('a ban keeps out, and its reason is for moderators alone', async (t) => {
  const { ada, ben, cleo, garden, quiet } = await world(t, { people: ['ada', 'ben', 'cleo'], room: 'garden' })
  const staff = `staff:${garden.id}`
  await ada.chat.follow(staff)
  const told = new Promise<object[]>((resolve) => {
    ada.chat.on('range', ({ feed, items }) => {
      if (feed === staff) resolve(items)
    })
  })
  await ada.chat.ask('member.ban', { room: garden.id, account: ben.id, reason: 'threw stones' })
  await ada.say(garden, 'after')
  await quiet()
  assert.deepEqual(texts(ben, garden), [])
  await assert.rejects(ben.chat.room(garden.id).join(), { code: 'member.banned' })
  await assert.rejects(cleo.chat.follow(staff), { code: 'feed.not-found' })
  const [ban] = (await told) as { kind: string; reason?: string }[]
  assert.deepEqual([ban?.kind, ban?.reason], ['ban', 'threw stones'])
})

test('a moderator who is one no more hears nothing of the staff any more', async (t) => {
  const { ada, ben, cleo, garden, quiet } = await world(t, { people: ['ada', 'ben', 'cleo'], room: 'garden' })
  const staff = `staff:${garden.id}`
  await ada.chat.ask('member.setRole', { room: garden.id, account: ben.id, role: 'moderator' })
  await ben.chat.follow(staff)
  const heard: string[] = []
  ben.chat.on('range', ({ feed }) => heard.push(feed))
  const gone = new Promise((resolve) => ben.chat.on('gone', resolve))
  await ada.chat.ask('member.setRole', { room: garden.id, account: ben.id, role: 'member' })
  assert.deepEqual(await gone, { feed: staff })
  await ada.chat.ask('member.ban', { room: garden.id, account: cleo.id })
  await quiet()
  assert.ok(heard.includes(garden.feed), 'he is still in the room')
  assert.ok(!heard.includes(staff))
})
