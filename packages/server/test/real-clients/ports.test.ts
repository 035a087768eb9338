import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { clients, connect } from '../../src/dialects/contract/older-clients.ts'
import { openWorld } from '../../src/dialects/contract/older-world.ts'
import { dataFolder, runToEnd } from '../process-world.ts'
import { askOver } from '../server-world.ts'

/** The older services had ports of their own (3000, 5000, 8000): one server answers on all of them. */

for (const kind of clients) {
  test(`${kind.name}: what is done at one port is heard at every other`, async (t) => {
    const { running } = await openWorld(t, { environment: { HUBBUB_PORT: '0,0,0' } })
    const urls = running.urls.map((url) => url.replace('127.0.0.1', 'localhost'))
    assert.equal(new Set(urls).size, 3)
    const everywhere = await Promise.all(urls.map((url) => connect(t, url, { kind })))
    const ada = { name: 'Ada', email: 'ada@example.org' }
    for (const [place, url] of urls.entries()) {
      const { status, json } = await askOver(url, 'POST', '/users', { body: ada })
      assert.equal(status, 201)
      for (const client of everywhere)
        assert.deepEqual(await client.next('new_user'), { id: json.id, ...ada })
      everywhere[place]?.emit('BROADCAST', { type: 'BROADCAST', payload: { message: `from ${place}` } })
      for (const client of everywhere)
        assert.deepEqual(await client.next('broadcast'), { message: `from ${place}` })
    }
  })
}

test('every port is the whole server: all five contracts, the native API and its pages', async (t) => {
  const { running } = await openWorld(t, { environment: { HUBBUB_PORT: '0,0,0' } })
  const told: unknown[] = []
  for (const url of running.urls) {
    const body = { username: 'ada' }
    const asked = await Promise.all([
      askOver(url, 'GET', '/users'),
      askOver(url, 'GET', '/api/events'),
      askOver(url, 'POST', '/api/check-username', { body }),
      askOver(url, 'GET', '/api/v1/users'),
      askOver(url, 'GET', '/api/chatroom/test'),
      askOver(url, 'GET', '/v1/server'),
      askOver(url, 'GET', '/docs'),
    ])
    told.push(asked.map(({ status }) => status))
  }
  assert.deepEqual(told, Array(3).fill(Array(7).fill(200)))
})

test('one taken port of several is named, and the others are not held', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const args = ['--port', '0', '--port', String(port), '--data', dataFolder(t)]
  const { code, stderr } = await runToEnd('main.ts', args)
  assert.equal(code, 69)
  assert.match(stderr, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken by another program.*--port`))
  assert.match(stderr, /\(port\.in-use\)/)
})
