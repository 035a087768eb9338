import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createExposure } from './exposure.ts'

const local = { loopbackOnly: true, publicUrl: null, trustedProxies: 0, opened: [] }

test('on a loopback bind the open contracts answer anybody', () => {
  assert.equal(createExposure(local)('users-crud', { host: 'localhost:3000' }), 'open')
})

test('what makes the server reachable for others protects them', () => {
  for (const more of [
    { loopbackOnly: false },
    { publicUrl: 'https://chat.example' },
    { trustedProxies: 1 },
  ]) {
    assert.equal(createExposure({ ...local, ...more })('users-crud', {}), 'protected', JSON.stringify(more))
  }
})

test('a request that was passed on is not a local one', () => {
  const exposureOf = createExposure(local)
  const marks = [
    'forwarded',
    'x-forwarded-for',
    'X-Forwarded-Proto',
    'x-forwarded-anything',
    'x-real-ip',
    'Via',
  ]
  for (const name of marks) assert.equal(exposureOf('event-bus', { [name]: '' }), 'protected', name)
  for (const name of ['x-forwarder', 'via-app', 'x-real-ips', 'accept'])
    assert.equal(exposureOf('event-bus', { [name]: '1' }), 'open', name)
})

test('a contract opened by name is open wherever the server stands, and no other one', () => {
  const facts = { loopbackOnly: false, publicUrl: 'https://chat.example', trustedProxies: 2 }
  const exposureOf = createExposure({ ...facts, opened: ['users-crud'] })
  assert.equal(exposureOf('users-crud', { via: '1.1 proxy' }), 'open')
  assert.equal(exposureOf('event-bus', {}), 'protected')
})
