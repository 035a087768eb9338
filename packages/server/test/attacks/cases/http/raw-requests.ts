import assert from 'node:assert/strict'
import { deflateSync, gzipSync, brotliCompressSync } from 'node:zlib'
import type { Attack } from '../../harness/attack.ts'
import { exchange, type RawReply } from '../../harness/raw-http.ts'
import type { World } from '../../harness/world.ts'

const host = 'Host: 127.0.0.1\r\n'

interface Sent {
  head: string
  body?: string | Buffer
}

/** A message to the public room, as raw bytes; every header may be doubled, bent or left out. */
const sendOf = (world: World, lines: string, body: string | Buffer = ''): Sent => ({
  head:
    `POST /v1/rooms/${world.tea}/messages HTTP/1.1\r\n${host}` +
    `Authorization: Bearer ${world.ada.token}\r\n${lines}\r\n\r\n`,
  body,
})

async function reply({ target }: World, { head, body = '' }: Sent, answers = 1): Promise<RawReply> {
  const got = await exchange({
    port: target.port,
    bytes: [Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])],
    answers,
  })
  target.evidence.saw(
    got.text,
    got.statuses.every((status) => status >= 400),
  )
  return got
}

const json = 'Content-Type: application/json'
const hello = '{"text":"smuggled"}'
const length = `Content-Length: ${hello.length}`
const chunked = `${hello.length.toString(16)}\r\n${hello}\r\n0\r\n\r\n`
const second = 'GET /v1/server HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'

/** Requests of which two programs could see different ends. */
const smuggling: [string, string, string][] = [
  ['both lengths', `${json}\r\n${length}\r\nTransfer-Encoding: chunked`, chunked + second],
  ['two lengths that differ', `${json}\r\n${length}\r\nContent-Length: 5`, hello],
  ['a list of lengths', `${json}\r\nContent-Length: 5, ${hello.length}`, hello],
  ['a length that is no number', `${json}\r\nContent-Length: 0x13`, hello],
  ['a negative length', `${json}\r\nContent-Length: -1`, hello],
  ['a length with a sign', `${json}\r\nContent-Length: +19`, hello],
  ['chunked twice', `${json}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked`, 'zz\r\n'],
  ['chunked not last', `${json}\r\nTransfer-Encoding: chunked, identity`, chunked],
  ['chunked in disguise', `${json}\r\nTransfer-Encoding: xchunked`, chunked],
  ['a space before the colon', `${json}\r\nContent-Length : ${hello.length}`, hello],
  ['a folded header', `${json}\r\nX-A: b\r\n c: d\r\n${length}\r\nX: y\r\n\tz`, hello],
  ['a bare line feed', `${json}\nContent-Length: ${hello.length}`, hello],
  ['a bare carriage return', `${json}\rX: y\r\n${length}`, hello],
  ['an ending that is none', `${json}\r\n${length}\r\n\rX: y`, hello],
  ['a chunk size with more', `${json}\r\nTransfer-Encoding: chunked`, '5;\n\r\nhello\r\n0\r\n\r\n'],
  ['a chunk size that overflows', `${json}\r\nTransfer-Encoding: chunked`, 'fffffffffffffffff\r\n'],
  ['a chunk that is longer than it says', `${json}\r\nTransfer-Encoding: chunked`, '1\r\nabc\r\n0\r\n\r\n'],
  ['a NUL in a header', `${json}\r\nX: a\0b\r\n${length}`, hello],
  ['an odd header name', `${json}\r\nX(y): z\r\n${length}`, hello],
]

const oddLines = [
  'GET /v1/me HTTP/9.9',
  'GET /v1/me',
  'GET\t/v1/me HTTP/1.1',
  ' GET /v1/me HTTP/1.1',
  'get /v1/me HTTP/1.1',
  'BOGUS /v1/me HTTP/1.1',
  'G\0T /v1/me HTTP/1.1',
  '\x16\x03\x01\x02',
  'PRI * HTTP/2.0',
]

export const rawRequests: readonly Attack<World>[] = [
  {
    ids: ['WEB-18', 'SIZ-05'],
    what: 'a request whose end is not certain is refused, and nothing behind it is read as another',
    async run(world) {
      for (const [what, lines, body] of smuggling) {
        const { statuses, closed, text } = await reply(world, sendOf(world, lines, body), 2)
        assert.ok(statuses.length <= 1, `${what}: ${text.slice(0, 300)}`)
        if (statuses.length === 1) assert.equal(statuses[0], 400, `${what}: ${text.slice(0, 200)}`)
        assert.ok(closed, what)
      }
    },
  },
  {
    ids: ['WEB-18', 'WEB-17'],
    what: 'a line that is no request line is answered once, and the connection closed',
    async run(world) {
      for (const line of oddLines) {
        const { statuses, closed } = await reply(world, { head: `${line}\r\n${host}\r\n` }, 2)
        assert.ok(closed, line)
        assert.ok(
          statuses.every((status) => [400, 401, 404, 505].includes(status)),
          `${line}: ${statuses}`,
        )
      }
    },
  },
  {
    ids: ['SIZ-05'],
    what: 'a body has the length it says, and not more than the limit, however it comes',
    async run(world) {
      const limit = 256 * 1024
      const large = `{"text":"${'x'.repeat(limit)}"}`
      const chunk = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`
      const tooLarge = [
        sendOf(world, `${json}\r\nContent-Length: ${large.length}`, large),
        sendOf(world, `${json}\r\nContent-Length: ${limit + 1}`, 'x'),
        sendOf(world, `${json}\r\nTransfer-Encoding: chunked`, chunk),
        sendOf(world, `${json}\r\nContent-Length: 99999999999`, hello),
      ]
      for (const one of tooLarge) assert.deepEqual((await reply(world, one)).statuses, [413])
      const shorter = await reply(world, sendOf(world, `${json}\r\nContent-Length: 5`, `${hello}`), 2)
      assert.deepEqual([shorter.statuses[0], shorter.closed], [400, true])
    },
  },
  {
    ids: ['SIZ-06'],
    what: 'a packed body is not unpacked, whatever it is packed with',
    async run(world) {
      const zeros = Buffer.alloc(32 * 1024 * 1024)
      const bombs: [string, Buffer][] = [
        ['gzip', gzipSync(zeros)],
        ['deflate', deflateSync(zeros)],
        ['br', brotliCompressSync(zeros)],
        ['gzip, gzip', gzipSync(gzipSync(zeros))],
        ['GZIP', gzipSync(hello)],
        ['identity, gzip', gzipSync(hello)],
        ['x-unknown', Buffer.from(hello)],
      ]
      for (const [encoding, body] of bombs) {
        const lines = `${json}\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}`
        assert.deepEqual((await reply(world, sendOf(world, lines, body))).statuses, [415], encoding)
      }
    },
  },
  {
    ids: ['SIZ-09'],
    what: 'a body is one JSON value in UTF-8, without a mark before it; of a key given twice the last counts, and is checked',
    async run(world) {
      const wrong: (string | Buffer)[] = [
        `\ufeff${hello}`,
        Buffer.from(`\ufeff${hello}`, 'utf16le'),
        Buffer.from(hello, 'utf16le'),
        Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
        Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
        Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
        ...[
          '{"text":"a",}',
          '{"text":"a"}{}',
          '{"text":"a"} 1',
          '{text:"a"}',
          "{'text':'a'}",
          '// x\n{"text":"a"}',
        ],
        ...[
          '{"text":"a"',
          '{"text":01}',
          '{"text":NaN}',
          '{"text":Infinity}',
          '{"text":0x10}',
          '{"text":.5}',
          '',
          ' ',
        ],
        ...['{"text":"\n"}', '{"text":"\\x41"}', 'undefined', '{"text":"a","text":{"$ne":1}}', '\u00a0{}'],
      ]
      for (const body of wrong) {
        const { statuses, text } = await reply(
          world,
          sendOf(world, `${json}\r\nContent-Length: ${Buffer.byteLength(body)}`, body),
        )
        assert.deepEqual(statuses, [400], `${JSON.stringify(body.toString())} ${text.slice(-300)}`)
        assert.match(text, /"code":"request\.(?:malformed|invalid)"/)
      }
    },
  },
  {
    ids: ['SIZ-10'],
    what: 'a body is JSON where it says so in full; nothing else is read, and nothing goes by unchecked',
    async run(world) {
      const invalid = '{"text":1,"__proto__":{"polluted":1}}'
      const types = [
        ...[
          'application/json\ta',
          'application/json garbage',
          'APPLICATION/JSON ; x',
          'text/plain',
          'application/jsonx',
        ],
        ...[
          'application/json;',
          'application/json; charset=utf-16',
          'application/json; charset',
          'json',
          '',
          '*/*',
        ],
        ...[
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'application/json, text/plain',
        ],
        ...[
          'application/ld+json',
          'text/json',
          'application/json\u00a0',
          'application/vnd.api+json',
          'a/b;application/json',
        ],
      ]
      for (const type of types)
        for (const body of [invalid, hello]) {
          const lines = `Content-Type: ${type}\r\nContent-Length: ${body.length}`
          const { statuses } = await reply(world, sendOf(world, lines, body))
          assert.deepEqual(statuses, [415], type)
        }
      const missing = await reply(world, sendOf(world, length, hello))
      assert.deepEqual(missing.statuses, [415])
      for (const type of [
        'application/json',
        ' application/json',
        'Application/JSON; charset=UTF-8',
        'application/json;a="b"',
      ]) {
        const lines = `Content-Type: ${type}\r\nContent-Length: ${invalid.length}`
        assert.deepEqual((await reply(world, sendOf(world, lines, invalid))).statuses, [400], type)
      }
      const twice = `Content-Type: text/plain\r\n${json}\r\nContent-Length: ${invalid.length}`
      assert.ok([400, 415].includes((await reply(world, sendOf(world, twice, invalid))).statuses[0] ?? 0))
    },
  },
  {
    ids: ['WEB-21', 'WEB-22'],
    what: 'headers have their bounds, and their names reach no prototype',
    async run(world) {
      const request = (lines: string) => ({ head: `GET /v1/me HTTP/1.1\r\n${host}${lines}\r\n\r\n` })
      const many = Array.from({ length: 2_000 }, (_, place) => `X-${place}: y`).join('\r\n')
      for (const lines of [many, `X-Long: ${'y'.repeat(17 * 1024)}`, `${'X'.repeat(17 * 1024)}: y`])
        assert.deepEqual((await reply(world, request(lines))).statuses, [431])
      const odd = [
        '__proto__: x',
        'constructor: x',
        'toString: x',
        'hasOwnProperty: 1',
        `User-Agent: ${'1.'.repeat(6_000)}`,
      ]
      for (const lines of [
        ...odd,
        odd.join('\r\n').slice(0, 60),
        'Forwarded: for="[::1"',
        'X-Request-Id: a b c',
      ])
        assert.deepEqual((await reply(world, request(lines))).statuses, [401], lines.slice(0, 40))
      const { ada, dora } = world
      const twice = `Authorization: Bearer ${ada.token}\r\nAuthorization: Bearer ${dora.token}`
      const { statuses, text } = await reply(world, request(twice))
      assert.ok(statuses[0] === 401 || (statuses[0] === 200 && text.includes(ada.id)), 'the first, or none')
      const both = `Authorization: Bearer ${ada.token}\r\nX-Api-Key: ${dora.token}`
      assert.deepEqual((await reply(world, request(both))).statuses, [401])
    },
  },
]
