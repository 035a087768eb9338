import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountWorld, passwordOf } from '../../../../test/account-world.ts'
import { createInviteLink } from './create-invite.ts'

test('an owner invites: the link says who, and is listed without its token', async () => {
  const { owner, visitor } = createAccountWorld({ settings: { signup: 'invite' } })
  const olive = await owner()
  await olive.ask('profile.update', { displayName: 'Olive O.' })
  const { id, token, url, expiresAt } = await olive.ask('account.invite', {})
  assert.equal(url, `https://chat.example/c/join#${token}`)
  assert.equal(expiresAt, '2026-01-08T00:00:00.000Z')
  assert.deepEqual(await visitor().ask('link.check', { token }), {
    purpose: 'signup',
    expiresAt,
    invitedBy: 'Olive O.',
  })
  assert.deepEqual((await olive.ask('invite.list', {})).items, [
    { id, createdBy: olive.id, createdAt: '2026-01-01T00:00:00.000Z', expiresAt },
  ])
})

test('members invite nobody and see no invitations', async () => {
  const { person } = createAccountWorld()
  const ada = await person('ada')
  assert.equal(await ada.refused('account.invite', {}), 'access.denied')
  assert.equal(await ada.refused('invite.list', {}), 'access.denied')
  assert.equal(await ada.refused('invite.revoke', { invite: '0'.repeat(24) }), 'access.denied')
})

test('an invitation that is taken back, used up or too old is not listed and opens nothing', async () => {
  const { owner, visitor, pass } = createAccountWorld({ settings: { signup: 'invite' } })
  const olive = await owner()
  const [revoked, used, old] = [
    await olive.ask('account.invite', {}),
    await olive.ask('account.invite', {}),
    await olive.ask('account.invite', {}),
  ]
  await olive.ask('invite.revoke', { invite: revoked.id })
  const ada = { username: 'ada', password: passwordOf('ada') }
  await visitor().ask('account.register', { ...ada, invite: used.token })
  pass(7 * 24 * 3600_000)
  assert.deepEqual((await olive.ask('invite.list', {})).items, [])
  const ben = { username: 'ben', password: passwordOf('ben') }
  for (const { token } of [revoked, used, old]) {
    assert.equal(await visitor().refused('link.check', { token }), 'link.invalid')
    assert.equal(await visitor().refused('account.register', { ...ben, invite: token }), 'link.invalid')
  }
  assert.equal(await olive.refused('invite.revoke', { invite: revoked.id }), 'link.invalid')
})

test('a password link is nobody’s invitation: it is neither listed nor taken back as one', async () => {
  const { owner, person, visitor } = createAccountWorld({ settings: { signup: 'open' } })
  const olive = await owner()
  const ada = await person('ada')
  const link = await olive.ask('password.createLink', { account: ada.id })
  assert.deepEqual((await olive.ask('invite.list', {})).items, [])
  assert.equal(await olive.refused('invite.revoke', { invite: link.id }), 'link.invalid')
  const ben = { username: 'ben', password: passwordOf('ben'), invite: link.token }
  assert.equal(await visitor().refused('account.register', ben), 'link.invalid')
})

test('invitations come in pages, whatever stands between them', async () => {
  const { owner, person } = createAccountWorld()
  const olive = await owner()
  const made: string[] = []
  for (let count = 0; count < 5; count++) {
    made.push((await olive.ask('account.invite', {})).id)
    const { id } = await person(`person${count}x`)
    await olive.ask('password.createLink', { account: id })
  }
  const listed: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await olive.ask('invite.list', { limit: 2, after })
    listed.push(...page.items.map(({ id }) => id))
    after = page.next
    if (after === undefined) break
  }
  assert.deepEqual(listed.sort(), made.sort())
})

test('whoever invites sweeps what is over', async () => {
  const { ports, pass } = createAccountWorld()
  for (let count = 0; count < 3; count++) await createInviteLink(ports)
  pass(7 * 24 * 3600_000)
  await createInviteLink(ports)
  assert.equal(await ports.store.read.countInFeed('link', 'server'), 1)
})

test('a link that is changed in one letter is no link', async () => {
  const { ports, visitor } = createAccountWorld()
  const { token } = await createInviteLink(ports)
  for (const place of [5, 30, token.length - 1]) {
    const letter = token[place] === 'a' ? 'b' : 'a'
    const other = token.slice(0, place) + letter + token.slice(place + 1)
    assert.equal(await visitor().refused('link.check', { token: other }), 'link.invalid')
  }
  assert.equal((await visitor().ask('link.check', { token })).purpose, 'signup')
})
