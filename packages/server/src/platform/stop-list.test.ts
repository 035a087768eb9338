import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStopList } from './stop-list.ts'

test('what was started last ends first, each waiting for the one before', async () => {
  const order: string[] = []
  const list = createStopList(() => {})
  for (const name of ['storage', 'hub', 'http']) {
    list.add(name, async () => {
      order.push(`${name} ending`)
      await Promise.resolve()
      order.push(`${name} ended`)
    })
  }
  await list.stop()
  assert.deepEqual(order, [
    'http ending',
    'http ended',
    'hub ending',
    'hub ended',
    'storage ending',
    'storage ended',
  ])
})

test('what fails to end is reported and keeps nothing else from ending', async () => {
  const reported: string[] = []
  let closed = false
  const list = createStopList((name) => reported.push(name))
  list.add('storage', () => {
    closed = true
  })
  list.add('http', () => Promise.reject(new Error('stuck')))
  await list.stop()
  assert.deepEqual(reported, ['http'])
  assert.equal(closed, true)
})

test('everything ends once, however often it is asked', async () => {
  let ends = 0
  const list = createStopList(() => {})
  list.add('storage', () => {
    ends += 1
  })
  await Promise.all([list.stop(), list.stop()])
  await list.stop()
  assert.equal(ends, 1)
})
