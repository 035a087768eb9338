import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureSdk } from '../../../scripts/workspace/measure-packages.mjs'

/** Design, section 13: what a browser loads of the main entry. */
const mostBytes = 20_480

test('the SDK is small, and brings no validator', async (t) => {
  const { gzipBytes, strangers } = await measureSdk()
  t.diagnostic(`${gzipBytes} bytes`)
  assert.ok(gzipBytes > 5_000, 'it was bundled')
  assert.ok(gzipBytes <= mostBytes, `${gzipBytes} bytes`)
  assert.deepEqual(strangers, [])
})
