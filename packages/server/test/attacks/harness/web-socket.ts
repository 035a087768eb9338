import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A frame by hand (RFC 6455, 5.2); what is left out is as an honest client has it. */
export interface Frame {
  opcode?: number
  fin?: boolean
  /** The reserved bits, 0 to 7. */
  rsv?: number
  masked?: boolean
  payload?: Buffer | string
  /** A length that is not the payload's. */
  claims?: number
}

/** A WebSocket written by hand over TCP: every frame may be wrong, and reading may stop. */
export interface HandSocket {
  readonly tcp: Socket
  send(text: string): void
  frame(frame: Frame): void
  /** Texts that came and that nobody took, in order. */
  readonly texts: string[]
  /** Sees every text first, and says whether it took it. */
  taker: ((text: string) => boolean) | undefined
  /** The next text that begins so, also one that came already; undefined when the connection ended before. */
  got(start: string): Promise<string | undefined>
  /** Resolves when the connection is over, with the code of the close frame where there was one. */
  readonly closed: Promise<{ code: number | undefined; reason: string }>
  /** Forgets what came, so that `got` waits for what comes. */
  forget(): void
  destroy(): void
}

export interface Upgrade {
  port: number
  path?: string
  headers?: Readonly<Record<string, string>>
  /** In the place of the honest ones. */
  upgrade?: Readonly<Record<string, string | undefined>>
}

export interface Refused {
  status: number
  text: string
}

/** The handshake; answers the HTTP refusal where it is refused. */
export async function openWebSocket({
  port,
  path = '/socket.io/?EIO=4&transport=websocket',
  headers = {},
  upgrade = {},
}: Upgrade): Promise<HandSocket | Refused> {
  const tcp = connect(port, '127.0.0.1')
  // A server may reset what it refuses.
  tcp.on('error', () => {})
  const all = {
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...upgrade,
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  const { head, rest } = await readHead(tcp)
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  if (status === 101) return speak(tcp, rest)
  const text = await readAll(tcp, rest)
  return { status, text: `${head}\n${text}` }
}

export const isOpen = (socket: HandSocket | Refused): socket is HandSocket => 'tcp' in socket

function readHead(tcp: Socket): Promise<{ head: string; rest: Buffer }> {
  return new Promise((done) => {
    let seen = Buffer.alloc(0)
    const look = (part: Buffer) => {
      seen = Buffer.concat([seen, part])
      const end = seen.indexOf('\r\n\r\n')
      if (end !== -1) finish({ head: seen.subarray(0, end).toString('latin1'), rest: seen.subarray(end + 4) })
    }
    const over = () => finish({ head: seen.toString('latin1'), rest: Buffer.alloc(0) })
    const finish = (found: { head: string; rest: Buffer }) => {
      tcp.off('data', look)
      tcp.off('close', over)
      done(found)
    }
    tcp.on('data', look)
    tcp.on('close', over)
  })
}

async function readAll(tcp: Socket, first: Buffer): Promise<string> {
  const parts = [first]
  tcp.on('data', (part: Buffer) => parts.push(part))
  tcp.end()
  if (!tcp.closed) await new Promise((done) => tcp.once('close', done))
  return Buffer.concat(parts).toString('utf8')
}

function speak(tcp: Socket, first: Buffer): HandSocket {
  const texts: string[] = []
  const waiting: (() => void)[] = []
  let unread = first
  let over = false
  const end = Promise.withResolvers<{ code: number | undefined; reason: string }>()
  let told: { code: number | undefined; reason: string } = { code: undefined, reason: '' }

  const hear = (text: string) => {
    // Engine.IO asks whether anybody is there.
    if (text === '2') tcp.write(frameOf({ payload: '3' }))
    else if (!socket.taker?.(text)) texts.push(text)
  }
  const wake = () => {
    for (const one of waiting.splice(0)) one()
  }
  const take = () => {
    for (let next = readFrame(unread); next; next = readFrame(unread)) {
      unread = next.rest
      if (next.opcode === 1) hear(next.payload.toString('utf8'))
      if (next.opcode === 8) {
        told = closeOf(next.payload)
        // As an honest client does; a server waits for it, and then for nothing more.
        tcp.end(frameOf({ opcode: 8, payload: next.payload }))
      }
    }
    wake()
  }
  tcp.on('data', (part: Buffer) => {
    unread = Buffer.concat([unread, part])
    take()
  })
  // The server has ended its side, so nothing is left to be said.
  tcp.on('end', () => tcp.destroy())
  tcp.once('close', () => {
    over = true
    end.resolve(told)
    wake()
  })
  setImmediate(take)

  const socket: HandSocket = {
    tcp,
    texts,
    taker: undefined,
    closed: end.promise,
    send: (text) => void tcp.write(frameOf({ payload: text })),
    frame: (frame) => void tcp.write(frameOf(frame)),
    async got(start) {
      for (;;) {
        const place = texts.findIndex((text) => text.startsWith(start))
        if (place !== -1) return texts.splice(place, 1)[0]
        if (over) return undefined
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    forget: () => void texts.splice(0),
    destroy: () => void tcp.destroy(),
  }
  return socket
}

/** A server's frame: whole and not masked, or not there yet. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; rest: Buffer } | undefined {
  if (bytes.length < 2) return undefined
  const short = (bytes[1] ?? 0) & 0x7f
  const header = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < header) return undefined
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < header + length) return undefined
  return {
    opcode: (bytes[0] ?? 0) & 0x0f,
    payload: bytes.subarray(header, header + length),
    rest: bytes.subarray(header + length),
  }
}

function closeOf(payload: Buffer): { code: number | undefined; reason: string } {
  const code = payload.length < 2 ? undefined : payload.readUInt16BE(0)
  return { code, reason: payload.subarray(2).toString('utf8') }
}

export function frameOf({
  opcode = 1,
  fin = true,
  rsv = 0,
  masked = true,
  payload = '',
  claims,
}: Frame): Buffer {
  const body = Buffer.from(payload)
  const length = claims ?? body.length
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode
  const mask = masked ? randomBytes(4) : Buffer.alloc(0)
  const data = masked ? body.map((byte, place) => byte ^ (mask[place % 4] ?? 0)) : body
  return Buffer.concat([Buffer.from([first]), lengthOf(length, masked), mask, data])
}

function lengthOf(length: number, masked: boolean): Buffer {
  const bit = masked ? 0x80 : 0
  if (length < 126) return Buffer.from([bit | length])
  const bytes = Buffer.alloc(length < 65_536 ? 3 : 9)
  bytes[0] = bit | (length < 65_536 ? 126 : 127)
  if (length < 65_536) bytes.writeUInt16BE(length, 1)
  else bytes.writeBigUInt64BE(BigInt(length), 1)
  return bytes
}
