import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storages, world } from '../world.ts'

for (const storage of storages) {
  test(`who was away hears everything they missed, once and in order (${storage})`, async (t) => {
    const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    await ada.say(garden, 'before')
    await ben.quiet()
    await ben.leaveNetwork()
    for (const text of ['one', 'two', 'three']) await ada.say(garden, text)
    await ben.returnToNetwork()
    await ada.say(garden, 'after')
    await ben.quiet()
    assert.deepEqual(
      ben.heardIn(garden).map(({ seq, text }) => [seq, text]),
      [
        [1, 'before'],
        [2, 'one'],
        [3, 'two'],
        [4, 'three'],
        [5, 'after'],
      ],
    )
  })
}

test('what is said while away waits, and is heard by all in the order it was said', async (t) => {
  const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  await ben.leaveNetwork()
  const said = ['first', 'second', 'third'].map((text) => ben.say(garden, text))
  await ada.say(garden, 'Where is Ben?')
  assert.deepEqual(
    ben.chat.outbox.entries().map(({ text }) => text),
    ['first', 'second', 'third'],
  )
  await ben.returnToNetwork()
  await Promise.all(said)
  await quiet()
  assert.deepEqual(ben.chat.outbox.entries(), [])
  assert.deepEqual(
    ada.heardIn(garden).map(({ author, text }) => `${author.name}: ${text}`),
    ['ada: Where is Ben?', 'ben: first', 'ben: second', 'ben: third'],
  )
  assert.deepEqual(ada.heardIn(garden), ben.heardIn(garden))
})

test('a line that breaks again and again in the middle of a talk loses and doubles nothing', async (t) => {
  const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const texts = Array.from({ length: 60 }, (_, place) => `word ${place}`)
  const said = texts.map((text, place) => (place % 2 ? ada : ben).say(garden, text))
  for (let break_ = 0; break_ < 5; break_++) {
    const heardBefore = ben.heardIn(garden).length
    await ben.leaveNetwork()
    await ben.returnToNetwork()
    await ben.until(
      () => ben.heardIn(garden).length > heardBefore || ben.heardIn(garden).length === texts.length,
    )
  }
  await Promise.all(said)
  await quiet()
  const seqs = ben.heardIn(garden).map(({ seq }) => seq)
  assert.deepEqual(
    seqs,
    texts.map((_, place) => place + 1),
  )
  assert.deepEqual(ben.heardIn(garden), ada.heardIn(garden))
  assert.deepEqual(
    ada
      .heardIn(garden)
      .map(({ text }) => text)
      .sort(),
    [...texts].sort(),
  )
})
