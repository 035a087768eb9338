import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storages, world } from '../world.ts'

for (const storage of storages) {
  test(`what ada says, ben hears, with her name and in its order (${storage})`, async (t) => {
    const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    await ada.say(garden, 'Good morning')
    await ben.say(garden, 'Hello, Ada')
    await ada.say(garden, 'How are the *roses*?')
    await quiet()
    const heard = ben.heardIn(garden).map(({ seq, author, text }) => [seq, author.name, text])
    assert.deepEqual(heard, [
      [1, 'ada', 'Good morning'],
      [2, 'ben', 'Hello, Ada'],
      [3, 'ada', 'How are the *roses*?'],
    ])
    assert.deepEqual(
      ada.heardIn(garden),
      ben.heardIn(garden),
      'who speaks hears themselves like everybody else',
    )
  })
}

test('a message is stored before the answer, and the own listeners heard it before that', async (t) => {
  const { ada, garden } = await world(t, { people: ['ada'], room: 'garden' })
  const sent = await ada.say(garden, 'Good morning')
  assert.deepEqual(ada.heardIn(garden), [sent])
  const { items } = await ada.chat.room('garden').history()
  assert.deepEqual(items, [sent])
})

test('who comes later reads the whole history', async (t) => {
  const { ada, garden, person } = await world(t, { people: ['ada'], room: 'garden' })
  await ada.say(garden, 'Is anybody here?')
  const cleo = await person('cleo')
  await cleo.join(garden)
  assert.deepEqual(cleo.heardIn(garden), [], 'what was said before is not told as new')
  const { items } = await cleo.chat.room('garden').history()
  assert.deepEqual(
    items.map(({ author, text }) => `${author.name}: ${text}`),
    ['ada: Is anybody here?'],
  )
})
