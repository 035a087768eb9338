import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientKey } from './client-key.ts'

test('the addresses of one IPv6 network are one client, however they are written', () => {
  const key = clientKey('2001:db8:1:2:aaaa:bbbb:cccc:dddd')
  assert.equal(key, '2001:db8:1:2::/64')
  for (const same of [
    '2001:db8:1:2::1',
    '2001:0db8:0001:0002::9',
    '2001:DB8:1:2:0:0:0:1',
    '2001:db8:1:2::10.0.0.1',
    '2001:db8:1:2::1%eth0',
  ]) {
    assert.equal(clientKey(same), key, same)
  }
  assert.notEqual(clientKey('2001:db8:1:3::1'), key)
  assert.equal(clientKey('::1'), clientKey('::2'))
  assert.equal(clientKey('2001:db8::'), '2001:db8:0:0::/64')
})

test('an IPv4 address is one client, also where it is written as IPv6', () => {
  for (const same of ['203.0.113.9', '::ffff:203.0.113.9', '::FFFF:cb00:7109', '0:0:0:0:0:ffff:cb00:7109']) {
    assert.equal(clientKey(same), '203.0.113.9', same)
  }
  assert.notEqual(clientKey('203.0.113.8'), clientKey('203.0.113.9'))
})

test('what is no address is itself', () => {
  for (const odd of [
    '',
    'home',
    'a:b',
    '1:2:3',
    '1::2::3',
    '::ffff:1.2.3.999',
    '12345::',
    '1:2:3:4:5:6:7:8:9',
    ':',
    ':::',
  ])
    assert.equal(clientKey(odd), odd)
})
