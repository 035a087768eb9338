import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storages, world } from '../world.ts'

for (const storage of storages) {
  test(`a thousand missed messages come in pages, while the talk goes on (${storage})`, async (t) => {
    const { ada, ben, garden, server, quiet } = await world(t, {
      people: ['ada', 'ben'],
      room: 'garden',
      storage,
    })
    await ben.leaveNetwork()
    const caller = { account: ada.id, role: 'member', address: '::1' } as const
    const say = (text: string) => server.running.core.ask('message.send', caller, { room: garden.id, text })
    await Promise.all(Array.from({ length: 1_000 }, (_, place) => say(`missed ${place}`)))
    const coming = ben.returnToNetwork()
    for (let place = 0; place < 30; place++) await say(`meanwhile ${place}`)
    await coming
    await quiet()
    assert.deepEqual(
      ben.heardIn(garden).map(({ seq }) => seq),
      Array.from({ length: 1_030 }, (_, place) => place + 1),
    )
    assert.deepEqual(ben.heardIn(garden), ada.heardIn(garden))
  })
}

test('who stops reading is told to catch up, then has everything; others notice nothing', async (t) => {
  const { ada, ben, cleo, garden, quiet } = await world(t, {
    people: ['ada', 'ben', 'cleo'],
    room: 'garden',
    settings: { HUBBUB_LIMIT_OUTBOUND: '64KB' },
  })
  ben.line.hold()
  // More than the kernel and the line take for him.
  const text = 'x'.repeat(16_000)
  const texts = Array.from({ length: 1_200 }, (_, place) => `${place} ${text}`)
  for (let from = 0; from < texts.length; from += 100) {
    const some = texts.slice(from, from + 100)
    await Promise.all(some.map((one) => ada.chat.ask('message.send', { room: garden.id, text: one })))
  }
  await cleo.quiet()
  assert.equal(cleo.heardIn(garden).length, texts.length)
  assert.ok(ben.heardIn(garden).length < texts.length, 'he was behind')
  ben.line.release()
  await quiet()
  assert.deepEqual(
    ben.heardIn(garden).map(({ seq }) => seq),
    texts.map((_, place) => place + 1),
  )
})
