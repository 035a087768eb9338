import assert from 'node:assert/strict'
import { test } from 'node:test'
import { world } from '../world.ts'

const settings = { HUBBUB_GUESTS: 'on' }

test('a guest comes in with a name, talks where everybody may, and is no person', async (t) => {
  const { ada, garden, guest, quiet } = await world(t, { people: ['ada'], room: 'garden', settings })
  const gus = await guest('Gus')
  await gus.join(garden)
  await gus.say(garden, 'Hello, I am new')
  await ada.say(garden, 'Welcome, Gus')
  await quiet()
  assert.deepEqual(
    ada.heardIn(garden).map(({ author, text }) => `${author.name}: ${text}`),
    ['Gus: Hello, I am new', 'ada: Welcome, Gus'],
  )
  assert.deepEqual(gus.heardIn(garden), ada.heardIn(garden), 'a guest sees the names of those in the room')
  await assert.rejects(gus.chat.ask('room.create', { type: 'public', name: 'Mine' }), {
    code: 'access.denied',
  })
  await assert.rejects(gus.chat.ask('profile.list', {}), { code: 'access.denied' })
  await assert.rejects(gus.chat.follow('directory'), { code: 'feed.not-found' })
})

test('a server that lets no guests in says so', async (t) => {
  const { guest } = await world(t, { people: ['ada'], room: 'garden' })
  await assert.rejects(guest('Gus'), { name: 'ApiError', code: 'guest.not-allowed', status: 403 })
})

test('a bot with its key talks and listens like everybody else, over a lost line too', async (t) => {
  const { ada, garden, bot, quiet } = await world(t, { people: ['ada'], room: 'garden' })
  const robin = await bot('robin', [
    'rooms.read',
    'rooms.write',
    'messages.read',
    'messages.write',
    'accounts.read',
  ])
  await robin.join(garden)
  await robin.leaveNetwork()
  await ada.say(garden, 'robin: sing')
  await robin.returnToNetwork()
  assert.deepEqual(
    robin.heardIn(garden).map(({ author, text }) => `${author.name}: ${text}`),
    ['ada: robin: sing'],
  )
  await robin.say(garden, 'Tweet')
  await quiet()
  assert.equal(ada.heardIn(garden).at(-1)?.author.username, 'robin')
})

test('a key opens what its scopes say, and nothing else', async (t) => {
  const { ada, garden, bot } = await world(t, { people: ['ada'], room: 'garden' })
  const mute = await bot('mute', ['rooms.read', 'rooms.write'])
  await mute.join(garden)
  await assert.rejects(mute.chat.ask('message.send', { room: garden.id, text: 'x' }), { code: 'auth.scope' })
  await assert.rejects(mute.chat.room(garden.id).history(), { code: 'auth.scope' })
  await assert.rejects(mute.chat.ask('session.revokeAll', {}), { code: 'auth.scope' })
  await ada.say(garden, 'Who are you?')
  await mute.quiet()
  assert.deepEqual(
    mute.heardIn(garden).map(({ author, text }) => [author.username, text]),
    [['', 'Who are you?']],
    'without the scope for profiles people have no names',
  )
})

test('a key that is taken back closes its connections at once', async (t) => {
  const { ada, garden, bot } = await world(t, { people: ['ada'], room: 'garden' })
  const robin = await bot('robin', ['rooms.read', 'rooms.write', 'messages.read', 'admin'])
  await robin.join(garden)
  const { items } = await robin.chat.ask('key.list', { bot: robin.id })
  const [key] = items
  assert.ok(key)
  await robin.chat.ask('key.revoke', { bot: robin.id, key: key.id }).catch(() => undefined)
  await robin.until(() => robin.chat.status === 'unauthorized')
  await ada.say(garden, 'Are you gone?')
  assert.deepEqual(robin.heardIn(garden), [])
})
