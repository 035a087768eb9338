import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createClient } from '@hubbub/client'
import { fileStorage } from '@hubbub/client/node'
import { password, world } from '../world.ts'

const storage = 'sqlite'

test('after a restart everybody goes on where they were: nothing lost, nothing told twice', async (t) => {
  const { ada, ben, garden, restart, quiet } = await world(t, {
    people: ['ada', 'ben'],
    room: 'garden',
    storage,
  })
  await ada.say(garden, 'before')
  await quiet()
  await restart()
  await ada.say(garden, 'after')
  await quiet()
  for (const person of [ada, ben]) {
    assert.deepEqual(
      person.heardIn(garden).map(({ seq, text }) => [seq, text]),
      [
        [1, 'before'],
        [2, 'after'],
      ],
    )
    assert.deepEqual(
      person.eventsIn(garden).filter(({ name }) => name === 'gap' || name === 'gone'),
      [],
    )
  }
})

test('who was away over a restart catches up; what was said meanwhile is stored once', async (t) => {
  const { ada, ben, garden, restart, quiet } = await world(t, {
    people: ['ada', 'ben'],
    room: 'garden',
    storage,
  })
  await ben.leaveNetwork()
  await ada.say(garden, 'before')
  const waiting = ben.say(garden, 'from a tunnel')
  await restart()
  await ada.say(garden, 'after')
  await ben.returnToNetwork()
  await waiting
  await quiet()
  const texts = ['before', 'after', 'from a tunnel']
  assert.deepEqual(
    ben.heardIn(garden).map(({ text }) => text),
    texts,
  )
  assert.deepEqual(ada.heardIn(garden), ben.heardIn(garden))
})

test('messages sent into a stop arrive once after it', async (t) => {
  const { ada, ben, garden, restart, quiet } = await world(t, {
    people: ['ada', 'ben'],
    room: 'garden',
    storage,
  })
  const texts = Array.from({ length: 50 }, (_, place) => `word ${place}`)
  const said = texts.map((text) => ada.say(garden, text))
  await ben.until(() => ben.heardIn(garden).length > 0)
  await restart()
  await Promise.all(said)
  await quiet()
  assert.deepEqual(
    ben.heardIn(garden).map(({ seq, text }) => [seq, text]),
    texts.map((text, place) => [place + 1, text]),
  )
})

test('a program that ends with unsent messages sends them in its next life, as the same person', async (t) => {
  const { ada, garden, server, quiet } = await world(t, { people: ['ada'], room: 'garden', storage })
  const folder = await mkdtemp(join(tmpdir(), 'hubbub-life-'))
  t.after(() => rm(folder, { recursive: true }))
  const url = ada.line.url
  const options = { url, storage: fileStorage(folder), transports: ['websocket'] as const }

  const before = createClient(options)
  await before.register({ username: 'ben', password })
  await before.room(garden.id).join()
  ada.line.cut()
  const queued = new Promise<void>((resolve) => {
    before.outbox.on('change', () => {
      if (before.outbox.entries().length === 3) resolve()
    })
  })
  for (const text of ['one', 'two', 'three'])
    before
      .room(garden.id)
      .send(text)
      .catch(() => undefined)
  await queued
  while ((await fileStorage(folder).keys('hubbub:')).length < 4) await new Promise(setImmediate)
  before.close()

  await server.restart()
  ada.line.mend()
  ada.chat.retryNow()
  const after = createClient(options)
  t.after(() => after.close())
  assert.equal(await after.isSignedIn(), true)
  await ada.until(() => ada.heardIn(garden).length === 3)
  await quiet()
  assert.deepEqual(
    ada.heardIn(garden).map(({ author, text }) => `${author.name}: ${text}`),
    ['ben: one', 'ben: two', 'ben: three'],
  )
})
