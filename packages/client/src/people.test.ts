import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf } from '../test/client-of.ts'
import { createEar, listenTo } from '../test/ear.ts'
import { createHandClock } from '../test/hand-clock.ts'
import { ids, profile } from '../test/rows.ts'
import { refuse, startScriptedServer } from '../test/scripted-server.ts'
import type { PersonPresence } from './index.ts'

const at = '2026-01-01T00:00:30.000Z'

test('only unknown people are asked for, two hundred at a time', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.get', () => ({ items: [] }))
  const { people } = clientOf(t, server)
  people.learn([profile('ben')])
  const many = Array.from({ length: 250 }, (_, place) => place.toString(16).padStart(24, '0'))
  await people.need([ids.ben, ...many, ...many])
  await people.need(many)
  assert.deepEqual(
    server.askedFor('profile.get').map((asked) => asked.ids.length),
    [200, 50],
  )
  assert.equal(people.get(ids.ben).name, 'ben')
})

test('a key that may not see profiles names nobody, and asks once', async (t) => {
  const server = await startScriptedServer(t)
  server.answer('profile.get', () => {
    throw refuse('auth.scope')
  })
  const { people } = clientOf(t, server)
  await people.need([ids.ben])
  await people.need([ids.ben])
  assert.equal(people.get(ids.ben).username, '')
  assert.equal(server.askedFor('profile.get').length, 1)
})

test('a new name is told, and used from then on', async (t) => {
  const server = await startScriptedServer(t)
  const ada = clientOf(t, server)
  const persons = listenTo(ada, 'person')
  const visit = await server.visit()
  visit.tell('profile', { profile: { ...profile('ben'), displayName: 'Benjamin', avatar: '/ben.png' } })
  assert.deepEqual(await persons.count(1), [
    { id: ids.ben, username: 'ben', name: 'Benjamin', avatar: '/ben.png' },
  ])
  assert.equal(ada.people.get(ids.ben).name, 'Benjamin')
})

test('presence tells how those are who are watched, and watches them again after a lost line', async (t) => {
  const server = await startScriptedServer(t)
  const clock = createHandClock()
  const ada = clientOf(t, server, { clock })
  const changes = createEar<PersonPresence>()
  ada.presence.on('change', changes.hear)
  server.answer('presence.watch', ({ accounts }) => ({
    items: accounts.map((account) => ({ account, state: 'online' as const, until: at })),
  }))
  server.answer('presence.set', () => ({}))
  await ada.presence.watch([ids.ben, ids.cleo, ids.ben])
  const visit = await server.visit()
  visit.tell('presence', { changes: [{ account: ids.ben, state: 'away', until: at }] })
  await changes.count(3)
  assert.deepEqual(
    changes.heard.map(({ account, state, until }) => [account, state, until.toISOString()]),
    [
      [ids.ben, 'online', at],
      [ids.cleo, 'online', at],
      [ids.ben, 'away', at],
    ],
  )
  visit.drop()
  clock.pass(await clock.timer(500, 751))
  await changes.count(5)
  assert.deepEqual(server.askedFor('presence.watch')[1], { accounts: [ids.ben, ids.cleo] })
  await ada.presence.set('away')
  assert.deepEqual(server.askedFor('presence.set'), [{ state: 'away' }])
})
