import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { listenOn } from './listening.ts'

function newServer(t: TestContext): Server {
  const server = createServer((request, response) => response.end(request.url))
  t.after(() => server.closeAllConnections())
  return server
}

async function takenPort(t: TestContext): Promise<number> {
  const { ports, stop } = await listenOn(newServer(t), { host: '127.0.0.1', ports: [0], chosen: true })
  t.after(stop)
  return ports[0] ?? 0
}

test('every port answers the same server', async (t) => {
  const server = newServer(t)
  const listening = await listenOn(server, { host: '127.0.0.1', ports: [0, 0, 0], chosen: true })
  t.after(listening.stop)
  assert.equal(new Set(listening.ports).size, 3)
  for (const port of listening.ports) {
    const answer = await fetch(`http://127.0.0.1:${port}/here`, { headers: { connection: 'close' } })
    assert.equal(await answer.text(), '/here')
  }
})

test('a taken port that nobody chose moves to the next free one', async (t) => {
  const taken = await takenPort(t)
  const listening = await listenOn(newServer(t), { host: '127.0.0.1', ports: [taken], chosen: false })
  t.after(listening.stop)
  assert.ok((listening.ports[0] ?? 0) > taken)
})

test('a taken port that was chosen is a clear fault, and nothing stays open', async (t) => {
  const taken = await takenPort(t)
  const server = newServer(t)
  await assert.rejects(listenOn(server, { host: '127.0.0.1', ports: [0, taken], chosen: true }), {
    code: 'port.in-use',
    message: `Port ${taken} on 127.0.0.1 is taken by another program. Stop it, or choose another port with --port.`,
  })
  assert.equal(server.listening, false)
})

test('an address of another machine is a clear fault', async (t) => {
  await assert.rejects(listenOn(newServer(t), { host: '203.0.113.1', ports: [0], chosen: true }), {
    code: 'address.unknown',
  })
})

test('what is in use is free again after the close', async (t) => {
  const server = newServer(t)
  const first = await listenOn(server, { host: '127.0.0.1', ports: [0, 0], chosen: true })
  await first.stop()
  const again = newServer(t)
  const second = await listenOn(again, { host: '127.0.0.1', ports: first.ports, chosen: true })
  assert.deepEqual(second.ports, first.ports)
  assert.equal((again.address() as AddressInfo).port, first.ports[0])
  await second.stop()
})
