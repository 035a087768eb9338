import assert from 'node:assert/strict'
import { assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { exchange } from '../../harness/raw-http.ts'
import type { World } from '../../harness/world.ts'

export const pathsAndMethods: readonly Attack<World>[] = [
  {
    ids: ['WEB-17'],
    what: 'nothing but the request line says what is done',
    async run(world) {
      const { target, ada, tea, message } = world
      const path = `/v1/rooms/${tea}/messages/${message}`
      const bearer = `Bearer ${ada.token}`
      for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method', '_method'])
        for (const method of ['GET', 'POST']) {
          const headers = { authorization: bearer, [name]: 'DELETE' }
          const answer = await target.rest.send({ method, path: `${path}?_method=DELETE`, headers })
          assertRefused(answer, 'request.invalid', 'request.method')
        }
      for (const method of ['TRACE', 'PUT', 'OPTIONS', 'PROPFIND', 'LINK']) {
        const answer = await target.rest.send({ method, path, headers: { authorization: bearer } })
        assert.ok([204, 404, 405].includes(answer.status), `${method} ${answer.status}`)
        assert.ok(!answer.text.includes(ada.token), 'nothing is echoed')
      }
      for (const write of [
        '/v1/rooms',
        '/v1/sessions/refresh',
        '/v1/setup',
        '/v1/password-resets',
        '/v1/signals',
      ])
        for (const method of ['GET', 'HEAD']) {
          const { status } = await target.rest.send({
            method,
            path: write,
            headers: { authorization: bearer },
          })
          assert.ok(status === 405 || write === '/v1/rooms', `${method} ${write} ${status}`)
        }
    },
  },
  {
    ids: ['WEB-16'],
    what: 'another spelling of a path is another path, or is guarded like it',
    async run({ target, ada, tea }) {
      const bare = [
        '//v1/me',
        '/v1//me',
        '/v1/me/',
        '/V1/me',
        '/v1/ME',
        '/v1/./me',
        '/v1/x/../me',
        '/v1%2fme',
        '/v1/me%00',
      ]
      const more = [
        '/v1/me;a=b',
        '/v1/%6de',
        '/v1/me%20',
        '/v1/me%2f',
        '/v1\\me',
        '/./v1/me',
        '/v1/me#x',
        '/v1/me%3f',
      ]
      for (const path of [...bare, ...more]) {
        const nobody = await target.rest.send({ path })
        assert.ok(
          nobody.status === 404 || nobody.status === 401 || nobody.status === 400,
          `${path} ${nobody.status}`,
        )
        assert.ok(!nobody.text.includes(ada.id))
      }
      const room = [
        '',
        '.',
        '..',
        '%2e%2e',
        '%2e',
        '%5c',
        '__proto__',
        'constructor',
        `${tea}%00`,
        `${tea}%2f..`,
        '*',
        ':room',
      ]
      for (const place of room) {
        const answer = await target.rest.send({
          path: `/v1/rooms/${place}/messages`,
          headers: { authorization: `Bearer ${ada.token}` },
        })
        assert.ok(answer.status === 404 || answer.status === 400, `${place} ${answer.status}`)
      }
    },
  },
  {
    ids: ['WEB-28', 'OPS-04', 'UPL-02'],
    what: 'no file of the machine is served: not the store, not a backup, not the program, not through a way out of a folder',
    async run({ target }) {
      const files = [
        ...[
          '.git/config',
          '.env',
          'hubbub.db',
          'hubbub.db-wal',
          'master.key',
          'package.json',
          'hubbub-data/hubbub.db',
        ],
        ...[
          'backups/',
          'backup.db',
          'dump.sql',
          'main.js.map',
          'src/main.ts',
          'node_modules/fastify/package.json',
          'wp-login.php',
        ],
        ...[
          '../../../../etc/passwd',
          '..%2f..%2f..%2fetc%2fpasswd',
          '%2e%2e/%2e%2e/etc/passwd',
          '..%5c..%5cetc',
          '%252e%252e/x',
        ],
        ...[
          '..;/etc/passwd',
          '//etc/passwd',
          'x/../../y',
          'C:\\boot.ini',
          '\0',
          '%00',
          'passwd%00.png',
          'server-status',
          'debug/pprof',
        ],
      ]
      for (const file of files)
        for (const start of [
          '/',
          '/c/',
          '/files/',
          '/docs/',
          '/v1/',
          '/c/assets/',
          '/socket.io/../',
          '/static/',
        ]) {
          const { statuses, text } = await exchange({
            port: target.port,
            bytes: [`GET ${start}${file} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`],
          })
          assert.ok([400, 404].includes(statuses[0] ?? 0), `${start}${file}: ${statuses}`)
          assert.ok(!/root:|SQLite format|"dependencies"|\[core\]/.test(text), `${start}${file}`)
        }
    },
  },
]
