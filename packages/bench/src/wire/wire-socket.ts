import { connect, type Socket } from 'node:net'
import { clientFrame, FrameReader, type OnFrame } from './frame-reader.ts'

const CONNECT_WITHIN_MS = 60_000
const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10

/**
 * All sockets read into the same memory: what came is looked at before the next read, and nothing is allocated. It is
 * this that lets one Node process count millions of messages a second.
 */
const shared = Buffer.allocUnsafe(256 * 1024)

export interface WireAddress {
  port: number
  path: string
  /** Where to come from; another loopback address has ports of its own. */
  from?: string | undefined
}

/** A WebSocket client without anything that costs time: no events, no masks, no buffers. */
export class WireSocket {
  /** Told the text frames, in the place where they were read. */
  onText: (bytes: Buffer, from: number, to: number) => void = () => {}
  onClosed: () => void = () => {}
  readonly opened: Promise<void>
  readonly #socket: Socket
  readonly #frames: FrameReader
  #handshake: string | undefined = ''
  #settle: PromiseWithResolvers<void> | undefined = Promise.withResolvers<void>()

  constructor(address: WireAddress) {
    this.#frames = new FrameReader(this.#onFrame)
    this.opened = this.#settle?.promise ?? Promise.resolve()
    this.#socket = connect({
      host: '127.0.0.1',
      port: address.port,
      ...(address.from === undefined ? {} : { localAddress: address.from }),
      noDelay: true,
      onread: { buffer: shared, callback: this.#onRead },
    })
    const late = setTimeout(() => this.#fail(new Error('the server did not answer')), CONNECT_WITHIN_MS)
    this.#socket.once('connect', () => this.#socket.write(upgradeRequest(address)))
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.once('close', () => {
      this.#fail(new Error('the server closed the connection'))
      this.onClosed()
    })
    const clear = () => clearTimeout(late)
    this.opened.then(clear, clear)
  }

  send(text: string): void {
    this.#socket.write(clientFrame(text))
  }

  close(): void {
    this.onClosed = () => {}
    this.#socket.destroy()
  }

  readonly #onRead = (size: number): boolean => {
    const chunk = shared.subarray(0, size)
    if (this.#handshake === undefined) this.#frames.read(chunk)
    else this.#readHandshake(chunk)
    return true
  }

  #readHandshake(chunk: Buffer): void {
    const text = (this.#handshake ?? '') + chunk.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    this.#handshake = text
    if (end === -1) return
    if (!text.startsWith('HTTP/1.1 101')) {
      this.#fail(new Error(`no WebSocket: ${text.slice(0, 400)}`))
      return
    }
    this.#handshake = undefined
    this.#settle?.resolve()
    this.#settle = undefined
    if (end + 4 < text.length) this.#frames.read(Buffer.from(text.slice(end + 4), 'latin1'))
  }

  readonly #onFrame: OnFrame = (opcode, bytes, from, to) => {
    if (opcode === TEXT) this.onText(bytes, from, to)
    else if (opcode === PING) this.#socket.write(clientFrame(bytes.toString('latin1', from, to), PONG))
    else if (opcode === CLOSE) this.#socket.end()
  }

  #fail(error: Error): void {
    this.#settle?.reject(error)
    this.#settle = undefined
    this.#socket.destroy()
  }
}

function upgradeRequest({ port, path }: WireAddress): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==',
    '\r\n',
  ].join('\r\n')
}
