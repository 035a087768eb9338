import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { createAddressReader } from './client-address.ts'

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage
}

test('without a trusted proxy the header says nothing', () => {
  const addressOf = createAddressReader(0)
  for (const forwarded of ['203.0.113.9', '::1', '\t10.0.0.1', '1.1.1.1,'.repeat(200), '']) {
    assert.equal(addressOf(request('198.51.100.7', forwarded)), '198.51.100.7')
  }
})

test('behind one proxy the last entry counts, which the proxy wrote', () => {
  const addressOf = createAddressReader(1)
  assert.equal(addressOf(request('10.0.0.1', '6.6.6.6, 203.0.113.9')), '203.0.113.9')
})

test('behind two proxies the last entry but one counts', () => {
  const addressOf = createAddressReader(2)
  assert.equal(addressOf(request('10.0.0.2', '6.6.6.6, 203.0.113.9, 10.0.0.1')), '203.0.113.9')
})

test('who came around the proxies, or writes no address, is known by the connection', () => {
  const addressOf = createAddressReader(2)
  assert.equal(addressOf(request('198.51.100.7')), '198.51.100.7')
  assert.equal(addressOf(request('198.51.100.7', '203.0.113.9')), '198.51.100.7')
  assert.equal(addressOf(request('198.51.100.7', 'ada, 10.0.0.1')), '198.51.100.7')
})

test('one client has one address, however the system writes it', () => {
  assert.equal(createAddressReader(0)(request('::ffff:10.1.2.3')), '10.1.2.3')
  assert.equal(createAddressReader(1)(request('10.0.0.1', '::FFFF:203.0.113.9')), '203.0.113.9')
})
