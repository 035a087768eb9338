import { connect, type Socket } from 'node:net'
import { drained, type Load } from './load.ts'

export interface RequestPlan {
  port: number
  /** Asked for one after the other, over and over. */
  paths: readonly string[]
  /** With it nothing is read: this is written, as JSON, to each path. */
  write?: { method: 'POST' | 'PUT' | 'PATCH'; body: unknown } | undefined
  token: string
  connections: number
}

const shared = Buffer.allocUnsafe(256 * 1024)

/** One request after the other on connections that are kept, one at a time on each. */
export class RequestsLoad implements Load {
  readonly #requests: Buffer[]
  readonly #connections: KeptConnection[]
  #isOn = false
  #asked = 0
  #answered = 0
  #times: number[] = []

  constructor({ port, paths, write, token, connections }: RequestPlan) {
    const body = write ? JSON.stringify(write.body) : ''
    const about = write ? `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n` : ''
    const head = `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nAccept: application/json\r\n${about}`
    this.#requests = paths.map((path) =>
      Buffer.from(`${write?.method ?? 'GET'} ${path} HTTP/1.1\r\n${head}\r\n${body}`),
    )
    this.#connections = Array.from({ length: connections }, () => new KeptConnection(port))
  }

  start(): void {
    this.#isOn = true
    this.#times = []
    for (const connection of this.#connections) this.#converse(connection)
  }

  async stop(): Promise<void> {
    this.#isOn = false
    await drained(
      () => this.#answered === this.#asked,
      () => `${this.#asked - this.#answered} answers of ${this.#asked}`,
    )
  }

  close(): void {
    for (const connection of this.#connections) connection.close()
  }

  done(): number {
    return this.#answered
  }

  times(): readonly number[] {
    return this.#times
  }

  #converse(connection: KeptConnection): void {
    let sentAt = 0
    const ask = () => {
      this.#asked += 1
      sentAt = performance.now()
      const request = this.#requests[this.#asked % this.#requests.length]
      if (request) connection.ask(request)
    }
    connection.onAnswer = () => {
      this.#answered += 1
      this.#times.push(performance.now() - sentAt)
      if (this.#isOn) ask()
    }
    ask()
  }
}

const headEnd = Buffer.from('\r\n\r\n')
/** The end of a body whose length was not known when it began; JSON has no bare line ends. */
const lastChunk = '0\r\n\r\n'

class KeptConnection {
  onAnswer: () => void = () => {}
  readonly #socket: Socket
  /** Bytes of the answer's body still to come; undefined: its head comes first. */
  #left: number | undefined
  #head = ''
  #tail = ''

  constructor(port: number) {
    const onread = { buffer: shared, callback: (size: number) => this.#onRead(size) }
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread })
    this.#socket.once('error', (error) => {
      throw error
    })
  }

  ask(request: Buffer): void {
    this.#socket.write(request)
  }

  close(): void {
    this.#socket.destroy()
  }

  #onRead(size: number): boolean {
    this.#left = this.#left === undefined ? this.#afterHead(size) : this.#left - size
    if (this.#left === Number.POSITIVE_INFINITY && this.#endsWith(size) === lastChunk) this.#left = 0
    if (this.#left !== 0) return true
    this.#left = undefined
    this.onAnswer()
    return true
  }

  /** The last bytes so far, which may have come in several reads. */
  #endsWith(size: number): string {
    const from = Math.max(0, size - lastChunk.length)
    this.#tail = (this.#tail + shared.toString('latin1', from, size)).slice(-lastChunk.length)
    return this.#tail
  }

  /** Answers how much of the body is still to come; undefined where the head is not whole. */
  #afterHead(size: number): number | undefined {
    const chunk = shared.subarray(0, size)
    const end = this.#head === '' ? chunk.indexOf(headEnd) : -1
    const text = this.#head + chunk.toString('latin1', 0, end === -1 ? size : end + 4)
    const headSize = text.indexOf('\r\n\r\n') + 4
    if (headSize < 4) {
      this.#head = text
      return undefined
    }
    const came = this.#head.length + size
    this.#head = ''
    return headSize + bodySizeOf(text) - came
  }
}

function bodySizeOf(head: string): number {
  const [, size] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? []
  const isGood = /^HTTP\/1\.1 20[01]/.test(head)
  if (isGood && size === undefined && /\r\ntransfer-encoding: *chunked/i.test(head)) return Infinity
  if (!isGood || size === undefined) throw new Error(`no answer: ${head}`)
  return Number(size)
}
