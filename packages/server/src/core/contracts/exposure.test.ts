import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createExposure } from './exposure.ts'

const network = { host: '127.0.0.1', publicUrl: null, trustedProxies: 0 }
const local = { network, contracts: { open: [] } }

test('on a loopback bind the open contracts answer anybody', () => {
  assert.equal(createExposure(local)('users-crud', { host: 'localhost:3000' }), 'open')
})

test('what makes the server reachable for others protects them', () => {
  for (const more of [{ host: '0.0.0.0' }, { publicUrl: 'https://chat.example' }, { trustedProxies: 1 }]) {
    const exposureOf = createExposure({ ...local, network: { ...network, ...more } })
    assert.equal(exposureOf('users-crud', {}), 'protected', JSON.stringify(more))
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
  const exposureOf = createExposure({
    network: { host: '0.0.0.0', publicUrl: 'https://chat.example', trustedProxies: 2 },
    contracts: { open: ['users-crud'] },
  })
  assert.equal(exposureOf('users-crud', { via: '1.1 proxy' }), 'open')
  assert.equal(exposureOf('event-bus', {}), 'protected')
})
