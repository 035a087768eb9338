import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHostCheck, namesOneHost, type Standing } from './host-check.ts'
import { createOriginCheck } from './origin-check.ts'

const local: Standing = { loopbackOnly: true, publicUrl: null, allowedHosts: [], allowedOrigins: [] }
const published: Standing = { ...local, loopbackOnly: false, publicUrl: 'https://chat.example.org' }

test('bound to loopback, only loopback names are served', () => {
  const isServed = createHostCheck(local)
  for (const host of ['localhost:3000', 'LOCALHOST', '127.0.0.1:3000', '127.8.8.8', '[::1]:3000']) {
    assert.equal(isServed(host), true, host)
  }
  for (const host of [
    undefined,
    '',
    'attacker.example',
    'attacker.example:3000',
    'localhost.attacker.example',
    '127.0.0.1.attacker.example',
    'attacker.example#localhost',
    'localhost@attacker.example',
    '192.168.1.5',
    '0.0.0.0',
  ]) {
    assert.equal(isServed(host), false, String(host))
  }
})

test('with a public URL its host is served, and loopback names', () => {
  const isServed = createHostCheck(published)
  assert.equal(isServed('chat.example.org'), true)
  assert.equal(isServed('chat.example.org:443'), true)
  assert.equal(isServed('localhost:3000'), true)
  assert.equal(isServed('other.example.org'), false)
})

test('hosts that an operator named are served', () => {
  const isServed = createHostCheck({ ...local, allowedHosts: ['chat.lan'] })
  assert.equal(isServed('chat.lan:3000'), true)
  assert.equal(isServed('other.lan'), false)
})

test('bound to all addresses and with nothing configured, every name is served', () => {
  assert.equal(createHostCheck({ ...local, loopbackOnly: false })('192.168.1.5:3000'), true)
})

test('a request means one host, and says so once', () => {
  assert.equal(namesOneHost({ rawHeaders: ['Accept', 'Host', 'HOST', 'localhost'] }), true)
  assert.equal(namesOneHost({ rawHeaders: ['Host', 'localhost', 'host', 'localhost'] }), false)
  assert.equal(namesOneHost({ rawHeaders: ['Accept', '*/*'] }), false)
})

test('a program that is no page has no origin', () => {
  assert.equal(createOriginCheck(local)(undefined, 'localhost:3000'), 'none')
})

test('our own page is trusted, and on loopback other local ones', () => {
  const originOf = createOriginCheck(local)
  assert.equal(originOf('http://localhost:3000', 'localhost:3000'), 'trusted')
  assert.equal(originOf('http://127.0.0.1:5173', 'localhost:3000'), 'trusted')
})

test('every other origin is foreign', () => {
  const originOf = createOriginCheck({ ...published, allowedOrigins: ['https://app.example'] })
  assert.equal(originOf('https://chat.example.org', 'chat.example.org'), 'trusted')
  assert.equal(originOf('https://app.example', 'chat.example.org'), 'trusted')
  for (const origin of [
    'null',
    '',
    'https://evil.example',
    'https://app.example.evil.example',
    'https://evilapp.example',
    'https://evil.example/https://app.example',
    'http://app.example',
    'http://chat.example.org',
    'https://app.example:8443',
    'https://app.example/',
    'file://',
    'http://localhost:3000',
  ]) {
    assert.equal(originOf(origin, 'chat.example.org'), 'foreign', origin)
  }
})

test('behind a public https address its http form is foreign, also on its own host', () => {
  assert.equal(createOriginCheck(published)('http://chat.example.org', 'chat.example.org'), 'foreign')
})
