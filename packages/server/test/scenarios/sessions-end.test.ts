import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Manager, type Socket } from 'socket.io-client'
import { createClient } from '@hubbub/client'
import { createHandClock } from '../../../client/test/hand-clock.ts'
import { heard } from '../two-ways.ts'
import { type Person, password, type World, world } from '../world.ts'

/** A connection of somebody in the native namespace and in the one of the older contracts. */
async function onBothNamespaces(
  t: TestContext,
  { server }: World,
  person: Person,
): Promise<[Socket, Socket]> {
  const { tokens } = await person.chat.askAnonymously('session.create', { identifier: person.name, password })
  const manager = new Manager(server.running.urls[0] ?? '', {
    reconnection: false,
    transports: ['websocket'],
  })
  const native = manager.socket('/v1', { auth: { token: tokens.accessToken } })
  await heard(native, 'heads')
  const older = manager.socket('/')
  await heard(older, 'connect')
  t.after(() => {
    native.disconnect()
    older.disconnect()
  })
  return [native, older]
}

const reasonIn = async (socket: Socket): Promise<string> =>
  (await heard<{ reason: string }>(socket, 'goodbye')).reason

test('revoking all sessions closes their connections on every namespace, and the SDK knows that it is signed out', async (t) => {
  const here = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const { ada, ben, garden } = here
  const [native, older] = await onBothNamespaces(t, here, ben)
  const phone = await ben.device()
  const goodbye = reasonIn(native)
  const gone = Promise.all([heard(native, 'disconnect'), heard(older, 'disconnect')])
  await ben.chat.ask('session.revokeAll', {}).catch(() => undefined)
  assert.equal(await goodbye, 'auth.invalid-token')
  await gone
  for (const device of [ben, phone]) await device.until(() => device.chat.status === 'unauthorized')
  await ada.say(garden, 'Ben?')
  assert.deepEqual(ben.heardIn(garden), [])
  await assert.rejects(ben.chat.ask('account.get', {}), { name: 'ApiError', status: 401 })
})

test('signing out ends this session and no other', async (t) => {
  const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const phone = await ben.device()
  phone.listenTo(garden)
  await ben.chat.signOut()
  assert.equal(await ben.chat.isSignedIn(), false)
  await ada.say(garden, 'Are you there?')
  await phone.quiet()
  assert.equal(phone.heardIn(garden).length, 1)
  await assert.rejects(ben.chat.ask('account.get', {}), { code: 'client.signed-out' })
  await ben.chat.signIn({ identifier: 'ben', password })
  await ben.quiet()
  assert.deepEqual(
    ben.heardIn(garden).map(({ text }) => text),
    ['Are you there?'],
    'what was missed is told when he is back',
  )
})

test('a deactivated account is out at once, on every namespace and device', async (t) => {
  const here = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const { ada, ben, garden } = here
  const olga = await here.owner('olga')
  const [native, older] = await onBothNamespaces(t, here, ben)
  const goodbye = reasonIn(native)
  const gone = Promise.all([heard(native, 'disconnect'), heard(older, 'disconnect')])
  await Promise.all([
    olga.chat.ask('account.deactivate', { account: ben.id }),
    ada.say(garden, 'in the same turn'),
  ])
  await ada.say(garden, 'after')
  assert.equal(await goodbye, 'account.disabled')
  await gone
  await ben.until(() => ben.chat.status === 'unauthorized')
  assert.ok(!ben.heardIn(garden).some(({ text }) => text === 'after'))
  await assert.rejects(ben.chat.signIn({ identifier: 'ben', password }), { code: 'account.disabled' })
  await olga.chat.ask('account.reactivate', { account: ben.id })
  await ben.chat.signIn({ identifier: 'ben', password })
  await ada.say(garden, 'Welcome back')
  await ben.quiet()
  assert.equal(ben.heardIn(garden).at(-1)?.text, 'Welcome back')
})

test('a token near its end is renewed in place: the connection stays, and outlives it', async (t) => {
  const { ada, garden } = await world(t, { people: ['ada'], room: 'garden' })
  const clock = createHandClock()
  const ben = createClient({ url: ada.chat.url, clock, transports: ['websocket'] })
  t.after(() => ben.close())
  await ben.register({ username: 'ben', password })
  const statuses: string[] = []
  ben.on('status', (status) => statuses.push(status))
  await ben.room(garden.id).join()
  const [before] = (await ben.ask('session.list', {})).items
  const refreshed = new Promise<string>((resolve) => {
    ben.on('range', ({ items }) => {
      for (const item of items)
        if (item.kind === 'session' && 'refreshedAt' in item) resolve(item.refreshedAt)
    })
  })
  clock.pass(await clock.timer(810_000, 810_001))
  assert.ok((await refreshed) >= (before?.refreshedAt ?? ''))
  await clock.timer(810_000, 810_001)
  assert.deepEqual(statuses, ['online'])
})
