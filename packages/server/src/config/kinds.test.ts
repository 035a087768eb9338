import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, count, duration, durationSeconds, hostName, listOf, oneOf, onOff } from './kinds.ts'
import { origin, port, portOrOff } from './kinds.ts'

test('times are read with their unit, and bare numbers are seconds', () => {
  const kind = duration(0, 1e12)
  const read = ['250ms', '20', '20s', '1.5 m', '12h', '30d', '-1s', 's', '', '1w', '0.5ms'].map(kind.parse)
  const none = undefined
  assert.deepEqual(read, [
    250,
    20_000,
    20_000,
    90_000,
    43_200_000,
    2_592_000_000,
    none,
    none,
    none,
    none,
    none,
  ])
  assert.equal(kind.show(2_592_000_000), '30d')
  assert.equal(kind.show(90_000), '90s')
  assert.equal(durationSeconds(1, 1000).parse('15m'), 900)
})

test('sizes are read with their unit', () => {
  const kind = bytes(1, 1e12)
  assert.deepEqual(['65536', '64KB', '64 kb', '1.5mb', '1GB', '0', '12x'].map(kind.parse), [
    65_536,
    65_536,
    65_536,
    1_572_864,
    1_073_741_824,
    undefined,
    undefined,
  ])
  assert.equal(kind.show(65_536), '64KB')
})

test('switches say yes and no in the usual words, and nothing else', () => {
  assert.deepEqual(['true', 'ON', '1', 'yes'].map(onOff.parse), [true, true, true, true])
  assert.deepEqual(['False', 'off', '0', 'no'].map(onOff.parse), [false, false, false, false])
  assert.deepEqual(['2', 'y', 'enabled'].map(onOff.parse), [undefined, undefined, undefined])
})

test('whole numbers are whole numbers', () => {
  const kind = count(0, 100)
  assert.deepEqual(['0', '100', '101', '-1', '1.5', '1e2', '0x10', ' 1', '１'].map(kind.parse).map(String), [
    '0',
    '100',
    ...Array.from({ length: 7 }, () => 'undefined'),
  ])
})

test('ports may be free to choose, and the metrics port off', () => {
  assert.equal(port.parse('0'), 0)
  assert.equal(port.parse('65536'), undefined)
  assert.equal(portOrOff.parse('off'), null)
  assert.equal(portOrOff.parse('9464'), 9464)
})

test('an origin is held as browsers send it, and is nothing but an origin', () => {
  assert.equal(origin.parse('https://Chat.Example.org:443/'), 'https://chat.example.org')
  for (const bad of [
    'chat.example.org',
    'https://a/b',
    'ftp://a',
    'https://ada@a',
    '*',
    'null',
    'https://a/?q',
  ]) {
    assert.equal(origin.parse(bad), undefined, bad)
  }
})

test('host names stand without port and path', () => {
  assert.equal(hostName.parse('Chat.Example.org'), 'chat.example.org')
  assert.equal(hostName.parse('[::1]'), '[::1]')
  assert.equal(hostName.parse('chat.example.org:80'), undefined)
})

test('one bad part spoils a list', () => {
  const kind = listOf(oneOf('red', 'blue'))
  assert.deepEqual(kind.parse('red, Blue,'), ['red', 'blue'])
  assert.equal(kind.parse('red,green'), undefined)
  assert.deepEqual(kind.parse(''), [])
})
