import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuse } from '../refusal.ts'
import { createStoreHealth } from './store-health.ts'

const stored = { outcome: { done: 'refused', because: 'once' } } as const
const full = { failed: refuse('unavailable') }
const readable = { once: async () => undefined }
const broken = { once: () => Promise.reject(new Error('disk I/O error')) }

function newHealth() {
  let now = 1_000_000
  const health = createStoreHealth({ now: () => now })
  return { health, pass: (ms: number) => void (now += ms) }
}

test('a store that can be read, and has not refused to write, is ready', async () => {
  const { health } = newHealth()
  assert.equal(await health.fault(readable), undefined)
  assert.equal(await health.fault(broken), 'the store cannot be read')
})

test('what was refused for want of room is believed until something is stored, or for a while', async () => {
  const { health, pass } = newHealth()
  health.note([full])
  assert.equal(await health.fault(readable), 'nothing can be stored now')
  health.note([full, stored])
  assert.equal(await health.fault(readable), undefined)
  health.note([full])
  pass(10_000)
  assert.equal(await health.fault(readable), undefined, 'who is not asked would never find out')
})

test('a bug in one set says nothing of the store', async () => {
  const { health } = newHealth()
  health.note([{ failed: new TypeError('bug') }])
  assert.equal(await health.fault(readable), undefined)
})

test('a dead disk and an ending server are not ready, whatever else is well', async () => {
  const { health } = newHealth()
  health.fail()
  health.note([stored])
  assert.match((await health.fault(readable)) ?? '', /restart the server/)
  health.drain()
  assert.equal(health.isDraining(), true)
  assert.equal(await health.fault(readable), 'stopping')
})
