import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureWeb } from '../../../scripts/workspace/measure-web.mjs'

test('a browser loads little before it shows the sign-in page, and before it shows a room', async () => {
  const { signInBytes, chatBytes } = await measureWeb()
  assert.ok(signInBytes > 5_000 && chatBytes > signInBytes, 'something was measured')
  assert.ok(signInBytes <= 30_000, `scripts of the sign-in page: ${signInBytes} bytes of brotli`)
  assert.ok(chatBytes <= 75_000, `scripts of the first room: ${chatBytes} bytes of brotli`)
})
