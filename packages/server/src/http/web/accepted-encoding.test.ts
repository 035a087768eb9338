import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedEncoding } from './accepted-encoding.ts'

test('brotli is sent where it is taken, else gzip, else the file as it is', () => {
  assert.equal(acceptedEncoding('gzip, deflate, br, zstd'), 'br')
  assert.equal(acceptedEncoding('BR;q=0.5,gzip;q=1'), 'br')
  assert.equal(acceptedEncoding('gzip, deflate'), 'gzip')
  assert.equal(acceptedEncoding('br;q=0, gzip;q=0.1'), 'gzip')
  assert.equal(acceptedEncoding(['deflate', 'gzip']), 'gzip')
})

test('who names no encoding, or none of ours, or refuses them, gets the file as it is', () => {
  for (const header of [undefined, '', 'identity', 'zstd', 'br;q=0', 'brotli', 'gzip;q=nonsense']) {
    assert.equal(acceptedEncoding(header), 'identity', String(header))
  }
})
