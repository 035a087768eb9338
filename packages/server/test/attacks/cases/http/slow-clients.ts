import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { assertDone } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { World } from '../../harness/world.ts'

/** As the world of this group is set: see http.test.ts. */
export const slowBounds = {
  HUBBUB_LIMIT_HEADERS_TIME: '400ms',
  HUBBUB_LIMIT_REQUEST_TIME: '800ms',
  HUBBUB_LIMIT_IDLE_TIME: '600ms',
  HUBBUB_LIMIT_CONNECT_TIME: '300ms',
}

/** Many times the bounds above, and half of what libraries take where nobody sets a bound. */
const patience = 15_000

const host = 'Host: 127.0.0.1\r\n'

interface Slow {
  socket: Socket
  /** Everything that came until the server closed. */
  closed: Promise<string>
}

function open(port: number, first = ''): Slow {
  const socket = connect(port, '127.0.0.1')
  const parts: string[] = []
  socket.on('error', () => {})
  socket.on('data', (part: Buffer) => parts.push(part.toString('latin1')))
  socket.once('end', () => socket.destroy())
  if (first !== '') socket.write(first)
  return { socket, closed: new Promise((done) => socket.once('close', () => done(parts.join('')))) }
}

/** One more letter each time the server could have given up, until it has. */
async function trickle({ socket, closed }: Slow, letter: string): Promise<string> {
  const timer = setInterval(() => socket.write(letter), 50)
  try {
    return await closed
  } finally {
    clearInterval(timer)
  }
}

const later = (word: string): Promise<string> =>
  new Promise((done) => setTimeout(() => done(word), patience).unref())

export const slowClients: readonly Attack<World>[] = [
  {
    ids: ['WEB-20'],
    what: 'connections that say nothing, or never end their headers, are closed; others are served meanwhile',
    async run({ target, ada }) {
      const start = `GET /v1/me HTTP/1.1\r\n${host}X-Slow: `
      const slow = [
        ...Array.from({ length: 150 }, () => open(target.port).closed),
        ...Array.from({ length: 50 }, () => trickle(open(target.port, start), 'a')),
        ...Array.from({ length: 10 }, () => trickle(open(target.metricsPort, start), 'a').catch(() => '')),
      ]
      assertDone(await target.ask('rest', ada, 'account.get'))
      assertDone(await target.ask('socket', ada, 'account.get'))
      const answers = await Promise.all(slow.slice(0, 200))
      for (const text of answers)
        assert.ok(text === '' || text.startsWith('HTTP/1.1 408'), text.slice(0, 100))
    },
  },
  {
    ids: ['WEB-20', 'SIZ-05'],
    what: 'a body that comes too slowly, or not at all, is no request',
    async run({ target, ada, tea }) {
      const head =
        `POST /v1/rooms/${tea}/messages HTTP/1.1\r\n${host}Authorization: Bearer ${ada.token}\r\n` +
        'Content-Type: application/json\r\n'
      const bodies = [
        `${head}Content-Length: 1000\r\n\r\n{"text":"`,
        `${head}Transfer-Encoding: chunked\r\n\r\n9\r\n{"text":"\r\n`,
      ]
      const answers = await Promise.all([
        ...bodies.map((first) =>
          trickle(open(target.port, first), first.includes('chunked') ? '1\r\na\r\n' : 'a'),
        ),
        ...bodies.map((first) => open(target.port, first).closed),
      ])
      for (const text of answers) assert.ok(text === '' || /^HTTP\/1\.1 4\d\d/.test(text), text.slice(0, 200))
    },
  },
  {
    ids: ['WEB-20', 'SIZ-14'],
    what: 'who does not read a large answer loses the connection, and nobody else waits',
    writes: true,
    async run({ target, ada, tea }) {
      const text = 'x'.repeat(16 * 1024)
      await Promise.all(
        Array.from({ length: 200 }, () => target.must(ada, 'message.send', { room: tea, text })),
      )
      const request = `GET /v1/rooms/${tea}/messages?limit=200 HTTP/1.1\r\n${host}Authorization: Bearer ${ada.token}\r\n\r\n`
      const readers = Array.from({ length: 10 }, () => open(target.port, request.repeat(4)))
      for (const { socket } of readers) socket.pause()
      assertDone(await target.ask('rest', ada, 'account.get'))
      const { items } = await target.must(ada, 'message.list', { room: tea, limit: 200 })
      assert.ok(items.length > 100)
      for (const { socket } of readers) socket.once('error', () => {})
      await Promise.all(
        readers.map(({ socket }) => new Promise((done) => setImmediate(() => done(socket.resume())))),
      )
      for (const { socket } of readers) socket.destroy()
    },
  },
  {
    ids: ['SIO-16', 'SIO-17'],
    what: 'connections that never enter, and upgrades that never end, are closed',
    async run({ target, ada }) {
      const upgrade =
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
      const never = Array.from({ length: 40 }, () => open(target.port, `${upgrade}\r\n`))
      const half = Array.from({ length: 10 }, () => open(target.port, upgrade))
      const polls = await Promise.all(
        Array.from({ length: 20 }, () => target.rest.send({ path: '/socket.io/?EIO=4&transport=polling' })),
      )
      assertDone(await target.ask('socket', ada, 'account.get'))
      const closed = Promise.all([...never, ...half].map((one) => one.closed)).then(() => 'closed')
      assert.equal(await Promise.race([closed, later('still open')]), 'closed')
      for (const { text } of polls) {
        const { sid } = JSON.parse(text.slice(1)) as { sid: string }
        const polled = await target.rest.send({ path: `/socket.io/?EIO=4&transport=polling&sid=${sid}` })
        assert.ok(polled.status === 400 || polled.text.includes('1'), 'closed, or told so')
      }
    },
  },
]
