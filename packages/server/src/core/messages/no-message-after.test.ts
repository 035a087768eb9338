import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChatWorld, type Person, turns } from '../../../test/chat-world.ts'

interface Scene {
  room: string
  ada: Person
  ben: Person
  message: string
}

/** What takes the right to post away, and the code that says so afterwards. */
const ends: Record<string, { code: string; end: (scene: Scene) => Promise<unknown> }> = {
  kick: {
    code: 'room.not-found',
    end: ({ room, ada, ben }) => ada.ask('member.remove', { room, account: ben.id }),
  },
  ban: {
    code: 'room.not-found',
    end: ({ room, ada, ben }) => ada.ask('member.ban', { room, account: ben.id }),
  },
  archive: { code: 'room.archived', end: ({ room, ada }) => ada.ask('room.archive', { room }) },
  silence: {
    code: 'room.read-only',
    end: ({ room, ada }) => ada.ask('room.update', { room, posting: 'moderators' }),
  },
}

for (const [name, { code, end }] of Object.entries(ends)) {
  test(`no message or edit is stored after the ${name} is, whatever the moment`, async () => {
    let stored = 0
    let refused = 0
    for (let run = 0; run < 200; run++) {
      const world = createChatWorld()
      const { ada, ben } = await world.people('ada', 'ben')
      const made = await ada.ask('room.create', { type: 'private', name: 'Tea', members: [ben.id] })
      const room = made.room.id
      const message = (await ben.ask('message.send', { room, text: 'first' })).message.id
      const order: string[] = []

      await Promise.all([
        turns(run % 11)
          .then(() => end({ room, ada, ben, message }))
          .then(() => order.push(name)),
        ...Array.from({ length: 3 }, (_, place) =>
          turns((run + place * 7) % 13)
            .then(() =>
              place === 2
                ? ben.ask('message.edit', { room, message, text: 'changed' })
                : ben.ask('message.send', { room, text: 'late' }),
            )
            .then(
              () => order.push('message'),
              (refusal: { code: string }) => {
                assert.equal(refusal.code, code)
                refused++
              },
            ),
        ),
      ])

      // In the order of the store and in the order of the answers.
      const kinds = world.news.flatMap(({ rows }) => rows.map((row) => row.kind))
      const last = kinds.lastIndexOf('message')
      const ended = kinds.findLastIndex((kind) => kind === 'room' || kind === 'member')
      assert.ok(last < ended, `${order.join(', ')}: ${kinds.join(', ')}`)
      assert.equal(order.at(-1), name, order.join(', '))
      stored += order.length - 1
    }
    assert.ok(stored > 20 && refused > 20, `both happened: ${stored} stored, ${refused} refused`)
  })
}
