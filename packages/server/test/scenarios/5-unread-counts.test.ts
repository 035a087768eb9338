import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, type Place, storages, world } from '../world.ts'

async function countsOf({ chat }: Person, place: Place): Promise<[unread: number, mentions: number]> {
  const { items } = await chat.ask('inbox.counts', { rooms: [place.id] })
  return [items[0]?.unread ?? -1, items[0]?.mentions ?? -1]
}

/** Hears when a read position moved. */
function readPositions({ chat }: Person): number[] {
  const heard: number[] = []
  chat.on('range', ({ items }) => {
    for (const item of items) if (item.kind === 'inbox' && 'readSeq' in item) heard.push(item.readSeq)
  })
  return heard
}

for (const storage of storages) {
  test(`unread messages and mentions are right on all devices (${storage})`, async (t) => {
    const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    const phone = await ben.device()
    const moved = readPositions(phone)
    await ada.say(garden, 'one')
    await ada.say(garden, 'two, Ben', { mentions: [ben.id] })
    const third = await ada.say(garden, 'three, all of you', { all: true })
    await ben.say(garden, 'my own is not unread to me')
    for (const device of [ben, phone]) assert.deepEqual(await countsOf(device, garden), [3, 2])

    await ben.chat.room(garden.id).markRead(2)
    await phone.until(() => moved.includes(2))
    for (const device of [ben, phone]) assert.deepEqual(await countsOf(device, garden), [1, 1])

    await ada.chat.room(garden.id).delete(third.id)
    for (const device of [ben, phone]) assert.deepEqual(await countsOf(device, garden), [0, 0])
    assert.deepEqual(await countsOf(ada, garden), [1, 0])
  })

  test(`a read position never goes back by itself, and moves on while a device is away (${storage})`, async (t) => {
    const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    const phone = await ben.device()
    const moved = readPositions(phone)
    for (const text of ['one', 'two', 'three']) await ada.say(garden, text)
    await phone.leaveNetwork()
    assert.equal(await ben.chat.room(garden.id).markRead(), 3)
    assert.equal(await ben.chat.room(garden.id).markRead(1), 3)
    await phone.returnToNetwork()
    assert.deepEqual(moved, [3])
    assert.deepEqual(await countsOf(phone, garden), [0, 0])
    await ben.chat.ask('inbox.markRead', { room: garden.id, seq: 1, unread: true })
    assert.deepEqual(await countsOf(phone, garden), [2, 0])
  })
}

test('level, star and draft are the same on all devices', async (t) => {
  const { ben, garden } = await world(t, { people: ['ben'], room: 'garden' })
  const phone = await ben.device()
  const kept = new Promise<object>((resolve) => {
    phone.chat.on('range', ({ items }) => {
      for (const item of items) if (item.kind === 'inbox') resolve(item)
    })
  })
  await ben.chat.room(garden.id).keep({ level: 'mentions', starred: true, draft: 'Dear Ada,' })
  const { level, starred, draft } = (await kept) as { level: string; starred: boolean; draft: string }
  assert.deepEqual([level, starred, draft], ['mentions', true, 'Dear Ada,'])
})

test('counts stop at a hundred', async (t) => {
  const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const texts = Array.from({ length: 120 }, (_, place) => `message ${place}`)
  await Promise.all(texts.map((text) => ada.chat.ask('message.send', { room: garden.id, text })))
  assert.deepEqual(await countsOf(ben, garden), [100, 0])
})
