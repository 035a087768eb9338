import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback } from './loopback.ts'

test('what only this machine can reach is told from what looks like it', () => {
  for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.8.8.8', '::1', '[::1]'])
    assert.equal(isLoopback(host), true, host)
  for (const host of ['', '0.0.0.0', '::', '[::]', '128.0.0.1', '127.0.0.1.example', '127.example', '[::1'])
    assert.equal(isLoopback(host), false, host)
})
