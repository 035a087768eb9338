import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InputOf, OutputOf } from '@hubbub/protocol'
import { type Person, password, storages, world } from '../world.ts'

type Send = InputOf<'message.send'>
type Sent = OutputOf<'message.send'>

/** The same command over REST, with the id in the header. */
async function sendOverRest({ chat, name }: Person, { room, clientId = '', ...body }: Send): Promise<Sent> {
  const { tokens } = await chat.askAnonymously('session.create', { identifier: name, password })
  const response = await fetch(`${chat.url}/v1/rooms/${room}/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokens.accessToken}`,
      'idempotency-key': clientId,
    },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw answer as Error
  return answer as Sent
}

for (const storage of storages) {
  test(`a repeat has the first outcome, over the socket and over REST (${storage})`, async (t) => {
    const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    const wish = { room: garden.id, text: 'once', clientId: 'one-and-the-same' }
    const first = await ada.chat.ask('message.send', wish)
    const [again, overRest] = await Promise.all([ada.chat.ask('message.send', wish), sendOverRest(ada, wish)])
    assert.deepEqual(again.message, first.message)
    assert.deepEqual(overRest.message, first.message)
    await quiet()
    assert.equal(ben.heardIn(garden).length, 1)
    await assert.rejects(ada.chat.ask('message.send', { ...wish, text: 'other' }), {
      code: 'idempotency.conflict',
      status: 409,
    })
    const bens = await ben.chat.ask('message.send', wish)
    assert.equal(bens.message.seq, 2, 'an id belongs to who uses it')
  })

  test(`twenty at once are one (${storage})`, async (t) => {
    const { ada, garden } = await world(t, { people: ['ada'], room: 'garden', storage })
    const wish = { room: garden.id, text: 'once', clientId: 'one-and-the-same' }
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => ada.chat.ask('message.send', wish)),
      ...Array.from({ length: 10 }, () => sendOverRest(ada, wish)),
    ])
    assert.equal(new Set(answers.map(({ message }) => message.id)).size, 1)
    assert.equal((await ada.chat.room(garden.id).history()).items.length, 1)
  })
}

test('a restart forgets no repeat, whatever way it comes', async (t) => {
  const { ada, garden, restart } = await world(t, { people: ['ada'], room: 'garden', storage: 'sqlite' })
  const wish = { room: garden.id, text: 'once', clientId: 'one-and-the-same' }
  const first = await sendOverRest(ada, wish)
  await restart()
  assert.deepEqual((await ada.chat.ask('message.send', wish)).message, first.message)
  assert.deepEqual((await sendOverRest(ada, wish)).message, first.message)
  const room = { type: 'public', name: 'Attic', handle: 'attic', clientId: 'make-it-once' } as const
  const made = await ada.chat.ask('room.create', room)
  await restart()
  assert.equal((await ada.chat.ask('room.create', room)).room.id, made.room.id)
})

test('a repeat of what was deleted since is its tombstone; who is out of the room gets the ids only', async (t) => {
  const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const wish = { room: garden.id, text: 'regretted', clientId: 'one-and-the-same' }
  const { message } = await ben.chat.ask('message.send', wish)
  await ben.chat.room(garden.id).delete(message.id)
  const again = await ben.chat.ask('message.send', wish)
  assert.deepEqual(
    ['removed' in again.message, again.message.id, 'text' in again.message],
    [true, message.id, false],
  )
  await ada.chat.ask('member.remove', { room: garden.id, account: ben.id })
  const outside = await ben.chat.ask('message.send', wish)
  assert.deepEqual(outside.message, {
    kind: 'message',
    hidden: true,
    id: message.id,
    room: garden.id,
    seq: message.seq,
  })
})
