import assert from 'node:assert/strict'
import { assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { exchange } from '../../harness/raw-http.ts'
import { isOpen, openWebSocket } from '../../harness/web-socket.ts'
import type { World } from '../../harness/world.ts'

/** As the world of this group is set: see http.test.ts. */
export const listedOrigin = 'https://app.example'
export const publicUrl = 'https://chat.example'

const foreign = [
  ...[
    'https://evil.example',
    'null',
    'https://app.example.evil.example',
    'https://evilapp.example',
    'http://app.example',
  ],
  ...[
    'https://app.example:8443',
    'https://app.example/',
    'https://APP.example',
    'http://chat.example',
    'file://',
    '',
  ],
  ...[
    'https://evil.example/https://app.example',
    'https://app.example https://evil.example',
    'https://app.example,null',
  ],
  ...[
    'https://app.example\u00a0',
    'https://app.example@evil.example',
    'javascript:alert(1)',
    'https://app.example#',
    '*',
  ],
]

const hosts = [
  ...[
    'attacker.example',
    'attacker.example:3000',
    'localhost.attacker.example',
    '127.0.0.1.attacker.example',
    '192.168.0.9',
  ],
  ...[
    'chat.example.evil.example',
    'evilchat.example',
    'localhost@attacker.example',
    'attacker.example#localhost',
    '0.0.0.0',
  ],
  ...[
    '[::ffff:7f00:1]',
    'localhost,attacker.example',
    'attacker.example localhost',
    '2130706433',
    '0x7f.1',
    'localhost%00.evil',
  ],
]

const polling = '/socket.io/?EIO=4&transport=polling'

export const origins: readonly Attack<World>[] = [
  {
    ids: ['WEB-02', 'WEB-01', 'WEB-30'],
    what: 'a page of another origin reads nothing and does nothing, also with what a browser sends without asking',
    async run({ target, ada, tea }) {
      const bearer = `Bearer ${ada.token}`
      for (const origin of foreign) {
        const read = await target.rest.send({ path: '/v1/me', headers: { origin, authorization: bearer } })
        assertRefused(read, 'request.origin')
        assert.equal(read.headers['access-control-allow-origin'], undefined)
        assert.equal(read.headers['access-control-allow-credentials'], undefined)
        for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded']) {
          const headers = {
            origin,
            'content-type': type,
            cookie: `token=${ada.token}`,
            authorization: bearer,
          }
          for (const [path, body] of [
            [`/v1/rooms/${tea}/messages`, '{"text":"forged by a page"}'],
            ['/v1/sessions', '{"identifier":"dora","password":"dora walks to the lighthouse"}'],
          ] as const)
            assertRefused(await target.rest.send({ method: 'POST', path, headers, body }), 'request.origin')
        }
        const preflight = {
          origin,
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'authorization',
        }
        const asked = await target.rest.send({ method: 'OPTIONS', path: '/v1/me', headers: preflight })
        assert.equal(asked.headers['access-control-allow-origin'], undefined, origin)
      }
    },
  },
  {
    ids: ['WEB-02', 'WEB-25', 'WEB-26'],
    what: 'a listed page may read, with a token of its own and never with cookies',
    async run({ target, ada }) {
      for (const origin of [listedOrigin, publicUrl]) {
        const headers = { origin, authorization: `Bearer ${ada.token}` }
        const read = await target.rest.send({ path: '/v1/me', headers })
        assert.equal(read.status, 200)
        assert.equal(read.headers['access-control-allow-origin'], origin)
        assert.equal(read.headers['access-control-allow-credentials'], undefined)
        assert.match(String(read.headers['vary']), /Origin/)
      }
      const cookie = { origin: listedOrigin, cookie: `token=${ada.token}; session=${ada.session}` }
      assertRefused(await target.rest.send({ path: '/v1/me', headers: cookie }), 'auth.required')
    },
  },
  {
    ids: ['WEB-04', 'WEB-02'],
    what: 'a foreign page enters /v1 by no transport',
    async run({ target, ada }) {
      for (const origin of foreign) {
        // An empty header is sent by no browser, and some libraries leave it out.
        if (origin === '' || origin === '*') continue
        const opened = await openWebSocket({ port: target.port, headers: { Origin: origin } })
        if (isOpen(opened)) {
          await opened.got('0{')
          opened.send(`40/v1,${JSON.stringify({ token: ada.token })}`)
          const answer = await opened.got('4')
          assert.ok(
            answer?.startsWith('44/v1,') && answer.includes('"request.origin"'),
            `${origin}: ${answer}`,
          )
          opened.destroy()
        } else assert.equal(opened.status, 403, origin)
        const poll = await target.rest.send({ path: polling, headers: { origin } })
        assert.notEqual(poll.headers['access-control-allow-credentials'], 'true')
        assert.notEqual(poll.headers['access-control-allow-origin'], origin, 'it is not reflected')
      }
      for (const origin of [listedOrigin, publicUrl]) {
        const entered = await target.enter(ada.token, { headers: { Origin: origin } })
        assert.ok('client' in entered, origin)
        await entered.client.close()
      }
    },
  },
  {
    ids: ['WEB-05'],
    what: 'a name that is not ours is not served: no path, no transport, no port',
    async run({ target, ada }) {
      const bearer = `Authorization: Bearer ${ada.token}\r\n`
      const get = (path: string, host: string) =>
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${bearer}Connection: close\r\n\r\n`
      for (const host of hosts) {
        for (const path of ['/v1/me', '/v1/server', '/docs', '/', '/livez', '/readyz', '/nowhere', polling]) {
          const { statuses, text } = await exchange({ port: target.port, bytes: [get(path, host)] })
          assert.ok([421, 400].includes(statuses[0] ?? 0), `${host} ${path}: ${statuses}`)
          assert.ok(!text.includes(ada.id))
        }
        const socket = await openWebSocket({
          port: target.port,
          headers: { Host: host, Origin: `http://${host}` },
        })
        assert.ok(!isOpen(socket) && [421, 400].includes(socket.status), host)
        const metrics = await exchange({ port: target.metricsPort, bytes: [get('/metrics', host)] })
        assert.ok([421, 400].includes(metrics.statuses[0] ?? 0), `metrics ${host}: ${metrics.statuses}`)
        assert.ok(!metrics.text.includes('hubbub_'))
      }
      const expected = (line: string) => (line === 'Host:\r\n' ? 421 : 400)
      for (const line of [
        '',
        'Host:\r\n',
        'Host: a\r\nHost: localhost\r\n',
        'Host: localhost\r\nHost: a\r\n',
        'Host: localhost\r\nhost: localhost\r\n',
      ]) {
        const places = [
          ...['/v1/me', '/docs', '/nowhere', polling].map((path) => ({ port: target.port, path })),
          { port: target.metricsPort, path: '/metrics' },
        ]
        for (const { port, path } of places) {
          const head = `GET ${path} HTTP/1.1\r\n${line}${bearer}Connection: close\r\n\r\n`
          const { statuses } = await exchange({ port, bytes: [head] })
          assert.deepEqual(statuses, [expected(line)], `${path} ${JSON.stringify(line)}`)
        }
      }
      const absolute =
        'GET http://attacker.example/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
      const { statuses } = await exchange({ port: target.port, bytes: [absolute] })
      assert.ok([400, 401, 404, 421].includes(statuses[0] ?? 0))
    },
  },
  {
    ids: ['WEB-05', 'WEB-17'],
    what: 'the port of the metrics answers GET /metrics to programs of this machine, and nothing else',
    async run({ target, ada }) {
      const ask = async (head: string) =>
        exchange({ port: target.metricsPort, bytes: [`${head}\r\nConnection: close\r\n\r\n`] })
      const host = `Host: 127.0.0.1:${target.metricsPort}`
      const good = await ask(`GET /metrics HTTP/1.1\r\n${host}`)
      assert.deepEqual(good.statuses, [200])
      const refused: [string, number][] = [
        [`GET /metrics HTTP/1.1\r\n${host}\r\nOrigin: http://localhost`, 403],
        [`GET /metrics HTTP/1.1\r\n${host}\r\nOrigin: null`, 403],
        [`POST /metrics HTTP/1.1\r\n${host}\r\nContent-Length: 0`, 405],
        [`GET / HTTP/1.1\r\n${host}`, 404],
        [`GET /metrics/ HTTP/1.1\r\n${host}`, 404],
        [`GET //metrics HTTP/1.1\r\n${host}`, 404],
        [`GET /v1/me HTTP/1.1\r\n${host}`, 404],
        [`GET /../metrics HTTP/1.1\r\n${host}`, 404],
      ]
      for (const [head, status] of refused) {
        const { statuses, text } = await ask(head)
        assert.deepEqual(statuses, [status], head)
        assert.ok(!text.includes('hubbub_') && !text.includes(ada.id))
      }
    },
  },
  {
    ids: ['WEB-06'],
    what: 'links name the address that was configured, whatever a request says about itself',
    writes: true,
    async run({ target, olga, ben }) {
      const headers: Record<string, string> = {
        authorization: `Bearer ${olga.token}`,
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        forwarded: 'host=evil.example;proto=http',
        'x-host': 'evil.example',
        'x-original-host': 'evil.example',
      }
      for (const path of ['/v1/invites', `/v1/accounts/${ben.id}/password-links`]) {
        const { result } = await target.rest.send({ method: 'POST', path, headers })
        const { url, token } = result as { url: string; token: string }
        target.evidence.plant(token)
        assert.equal(new URL(url).origin, publicUrl)
        assert.ok(!url.includes('evil'))
      }
      for (const path of ['/v1/openapi.json', '/docs', '/v1/server'])
        assert.ok(!(await target.rest.send({ path, headers })).text.includes('evil.example'), path)
    },
  },
  {
    ids: ['WEB-24', 'WEB-25', 'WEB-26', 'XSS-18'],
    what: 'every answer says how it may be used: what worked, what was refused, what was never a request',
    async run({ target, ada, tea }) {
      const bearer = { authorization: `Bearer ${ada.token}` }
      const script = '%3Cscript%3Ealert(1)%3C/script%3E'
      const asked = [
        ...[
          '/v1/me',
          '/v1/server',
          `/v1/rooms/${tea}/messages`,
          '/docs',
          '/livez',
          '/readyz',
          '/v1/openapi.json',
        ],
        ...[
          `/${script}`,
          `/v1/rooms/${script}`,
          `/v1/rooms?limit=${script}`,
          `/v1/usernames/${script}`,
          '/v1/me/',
          '/%ff',
        ],
      ]
      for (const path of asked)
        for (const method of ['GET', 'HEAD', 'DELETE']) {
          const { headers, text, status } = await target.rest.send({ method, path, headers: bearer })
          const said = `${method} ${path} ${status}`
          assert.equal(headers['x-content-type-options'], 'nosniff', said)
          assert.match(String(headers['content-security-policy']), /default-src 'none'/, said)
          assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, said)
          assert.equal(headers['referrer-policy'], 'no-referrer', said)
          assert.equal(headers['cross-origin-opener-policy'], 'same-origin', said)
          assert.match(String(headers['strict-transport-security']), /max-age=\d{7}/, said)
          assert.equal(headers['x-powered-by'] ?? headers['server'], undefined, said)
          if (path.startsWith('/v1/') && !path.includes('json'))
            assert.match(String(headers['cache-control']), /no-store|private/, said)
          assert.ok(!text.includes('<script>alert'), said)
          if (status >= 400 && method !== 'HEAD')
            assert.match(String(headers['content-type']), /^application\/problem\+json/, said)
        }
      const broken = await exchange({ port: target.port, bytes: ['<script>alert(1)</script>\r\n\r\n'] })
      assert.match(broken.text, /x-content-type-options: nosniff/i)
      assert.ok(!broken.text.includes('<script>'))
    },
  },
]
