import type { Problem } from '@hubbub/protocol'
import { Socket as Engine } from 'engine.io-client'

/** What one connection brings. After `refused` or `lost` nothing more comes. */
export interface WireListener {
  event(name: string, payload: unknown): void
  /** The server does not let it in. */
  refused(problem: Problem): void
  lost(): void
}

export interface WireOptions {
  url: string
  transports: readonly string[]
  token: string
}

type Answered = (ack: unknown) => void

const namespace = '/v1,'

/**
 * One connection from its handshake to its end: Socket.IO's packets (protocol 5, text only) over Engine.IO. It does
 * without socket.io-client, whose reconnecting, buffers and acks would have to be switched off or worked around, and
 * which would be a quarter of the SDK.
 */
export class Wire {
  readonly #engine: Engine
  readonly #answers = new Map<string, Answered>()
  #listener: WireListener | undefined
  #asked = 0

  constructor({ url, transports, token }: WireOptions, listener: WireListener) {
    this.#listener = listener
    this.#engine = new Engine(url, {
      path: '/socket.io/',
      transports: [...transports] as string[],
      tryAllTransports: true,
    })
    this.#engine.on('open', () => this.#write('0', { token }))
    this.#engine.on('message', (packet: unknown) => this.#heard(String(packet)))
    this.#engine.on('close', () => this.#end()?.lost())
  }

  ask(name: string, input: object, answered: Answered): void {
    const id = String(this.#asked++)
    this.#answers.set(id, answered)
    this.#write('2', [name, input], id)
  }

  /** Nothing more is heard of it. */
  close(): void {
    this.#end()
    this.#engine.close()
  }

  #write(type: string, payload: unknown, id = ''): void {
    this.#engine.send(type + namespace + id + JSON.stringify(payload))
  }

  #heard(packet: string): void {
    const [, type, id = '', text = ''] = /^([1-4])\/v1,(\d*)(.*)$/s.exec(packet) ?? []
    if (type === undefined) return
    const payload: unknown = text && JSON.parse(text)
    if (type === '2') {
      const [name, what] = payload as [string, unknown]
      this.#listener?.event(name, what)
    } else if (type === '3') {
      const answered = this.#answers.get(id)
      this.#answers.delete(id)
      answered?.((payload as unknown[])[0])
    } else {
      if (type === '4') this.#end()?.refused((payload as { data: Problem }).data)
      this.#engine.close()
    }
  }

  #end(): WireListener | undefined {
    const listener = this.#listener
    this.#listener = undefined
    this.#answers.clear()
    return listener
  }
}
