import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld, type Person, refreshWith } from '../../../../test/account-world.ts'
import type { Follower } from '../../ports/hub.ts'
import { ownOnce } from '../../feeds/once.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { endSessions } from './end-sessions.ts'
import { renewToken } from './renew-token.ts'
import { newSession, sessionsOf } from './session-rows.ts'

const signIn = ({ profile, password }: Person, device?: string) => ({
  identifier: profile.username,
  password,
  device,
})

/** A connection that notes why it was closed. */
function connectionOf(who: Person, closed: string[]): Follower {
  const nothing = () => {}
  return {
    id: `connection of ${who.id}`,
    account: who.id,
    session: who.tokens.session,
    hear: nothing,
    told: nothing,
    left: nothing,
    refresh: nothing,
    end: (reason) => closed.push(reason),
  }
}

test('one sees where one is signed in', async () => {
  const { visitor, person, pass } = createAccountWorld()
  const ada = await person('ada')
  pass(1_000)
  await visitor('192.0.2.7').ask('session.create', signIn(ada, 'Firefox on a boat'))
  const { items } = await ada.ask('session.list', {})
  assert.deepEqual(
    items.map(({ device, address }) => [device, address]),
    [
      ['', '127.0.0.1'],
      ['Firefox on a boat', '192.0.2.7'],
    ],
  )
})

test('a session that is ended closes its connections at once and opens nothing more', async () => {
  const { hub, person, visitor, holding } = createAccountWorld()
  const ada = await person('ada')
  const other = await visitor().ask('session.create', signIn(ada))
  const closed: string[] = []
  hub.attach(connectionOf(ada, closed))
  const elsewhere = await holding(other.tokens.accessToken)
  await elsewhere.ask('session.revoke', { session: ada.tokens.session })
  assert.equal(closed.length, 1)
  await assert.rejects(holding(ada.tokens.accessToken), { code: 'auth.invalid-token' })
  assert.equal(await visitor().refused('session.refresh', refreshWith(ada.tokens)), 'auth.invalid-token')
  assert.equal((await elsewhere.ask('session.list', {})).items.length, 1)
})

test('nobody ends the session of somebody else', async () => {
  const { person, holding } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  assert.equal(await ben.refused('session.revoke', { session: ada.tokens.session }), 'session.not-found')
  await holding(ada.tokens.accessToken)
})

test('all sessions end, or all but this one', async () => {
  const { person, visitor, holding } = createAccountWorld()
  const ada = await person('ada')
  for (const device of ['phone', 'tablet']) await visitor().ask('session.create', signIn(ada, device))
  assert.deepEqual(await ada.ask('session.revokeAll', { keepThis: true }), { ended: 2 })
  assert.equal((await ada.ask('session.list', {})).items[0]?.id, ada.tokens.session)
  assert.deepEqual(await ada.ask('session.revokeAll', {}), { ended: 1 })
  await assert.rejects(holding(ada.tokens.accessToken), { code: 'auth.invalid-token' })
})

test('more sessions than one change set holds end in steps', async () => {
  const { ports, person } = createAccountWorld()
  const ada = await person('ada')
  for (let count = 0; count < 310; count++) {
    const made = newSession(ports, { account: ada.id, caller: ada.caller, device: undefined })
    await ports.store.commit(changeSetOf(ownOnce(ports), made.part))
  }
  assert.equal(await endSessions(ports, ada.id, ada.tokens.session), 310)
  assert.deepEqual(
    (await sessionsOf(ports, ada.id)).map(({ id }) => id),
    [ada.tokens.session],
  )
})

test('a connection takes a newer token of its own session, and no other', async () => {
  const { ports, person, visitor, hub, pass } = createAccountWorld()
  const [ada, ben] = [await person('ada'), await person('ben')]
  const connection = connectionOf(ada, [])
  hub.attach(connection)
  const caller = { ...ada.caller, connection: connection.id }
  pass(600_000)
  const next = await visitor().ask('session.refresh', refreshWith(ada.tokens))
  assert.deepEqual(await renewToken(ports, caller, { token: next.accessToken }), { expiresIn: 900 })

  const second = await visitor().ask('session.create', signIn(ada))
  for (const token of [ben.tokens.accessToken, second.tokens.accessToken, next.refreshToken, 'x']) {
    await assert.rejects(renewToken(ports, caller, { token }), { code: 'auth.invalid-token' })
  }
  pass(300_000)
  await assert.rejects(renewToken(ports, caller, { token: ada.tokens.accessToken }), {
    code: 'auth.expired-token',
  })
  await ada.ask('session.revokeAll', {})
  await assert.rejects(renewToken(ports, caller, { token: next.accessToken }), { code: 'auth.invalid-token' })
})
