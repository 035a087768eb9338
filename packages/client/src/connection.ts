import type {
  CommandName,
  Head,
  InputOf,
  OutputOf,
  Presence,
  Problem,
  Profile,
  Range,
} from '@hubbub/protocol'
import { io, type Socket } from 'socket.io-client'
import { aborted, ApiError, closed } from './api-error.ts'
import { Emitter } from './emitter.ts'
import type { TokenKeeper } from './tokens.ts'

/** `idle` before the first use and after the last; `unauthorized`: nobody is signed in, or the token is refused. */
export type Status = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'unauthorized' | 'closed'

export interface ConnectionEvents {
  status: Status
  heads: { account: string; heads: Head[] }
  range: Range
  unfollowed: { feed: string }
  resync: { feeds: string[] }
  presence: { changes: Presence[] }
  signal: { channel: string; name: string; from: string; data?: unknown }
  profile: { profile: Profile }
  goodbye: { reason: string; retryAfter?: number }
}

const serverEvents = [
  'heads',
  'range',
  'unfollowed',
  'resync',
  'presence',
  'signal',
  'profile',
  'goodbye',
] as const

export interface AskOptions {
  /** Aborting gives the call up; the server may carry it out all the same. */
  signal?: AbortSignal | undefined
  /** Milliseconds to wait for the answer, 15,000 when left out. */
  timeoutMs?: number | undefined
}

type Ack = { ok: true; result: unknown } | { ok: false; error: Problem }

const tokenRefusals = new Set(['auth.required', 'auth.invalid-token', 'auth.expired-token'])

/** One Socket.IO connection in namespace `/v1`: its token, its life, and questions with their answers. */
export class Connection {
  readonly events = new Emitter<ConnectionEvents>()
  readonly #socket: Socket
  readonly #tokens: TokenKeeper
  #status: Status = 'idle'
  #token: string | undefined
  #ready = pending()

  constructor(url: string, tokens: TokenKeeper, transports: readonly string[]) {
    this.#tokens = tokens
    this.#socket = io(`${url}/v1`, {
      autoConnect: false,
      transports: [...transports],
      tryAllTransports: true,
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 15_000,
      auth: (give) => void this.#giveToken(give),
    })
    this.#socket.on('connect_error', (failure) => void this.#refused(failure))
    this.#socket.on('disconnect', (reason) => this.#lost(reason))
    for (const name of serverEvents) {
      this.#socket.on(name as string, (payload: unknown) => {
        if (name === 'heads') this.#online()
        this.events.emit(name, payload as never)
      })
    }
  }

  get status(): Status {
    return this.#status
  }

  /** Starts connecting where that is not under way. */
  open(): void {
    if (this.#status === 'closed' || this.#socket.active) return
    this.#become('connecting')
    this.#socket.connect()
  }

  /** Lets go until the next use. */
  rest(): void {
    if (this.#status === 'closed') return
    this.#socket.disconnect()
    this.#become('idle')
  }

  close(): void {
    this.#socket.disconnect()
    this.#become('closed')
    this.#ready.reject(closed())
  }

  /** Connects if need be, waits until online, asks, and gives the answer or throws an `ApiError`. */
  async ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Name>,
    options: AskOptions = {},
  ): Promise<OutputOf<Name>> {
    const { signal, timeoutMs = 15_000 } = options
    if (this.#status === 'closed') throw closed()
    signal?.throwIfAborted()
    this.open()
    const timeout = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        reject(new ApiError({ code: 'client.timeout', title: 'There was no answer in time' }))
      }, timeoutMs)
      const stop = (): void => clearTimeout(timer)
      signal?.addEventListener('abort', () => reject(aborted(signal.reason)), { once: true })
      void answer.then(stop, stop)
    })
    const answer = this.#ready.promise.then(() => this.#emit(name, input))
    timeout.catch(() => undefined)
    return (await Promise.race([answer, timeout])) as OutputOf<Name>
  }

  /** An answer that will never come, because the connection was lost meanwhile, is a failure on the way. */
  #emit(name: string, input: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lost = (): void =>
        reject(new ApiError({ code: 'client.network', title: 'The connection was lost' }))
      this.#socket.once('disconnect', lost)
      this.#socket.emit(name, input, (ack: Ack) => {
        this.#socket.off('disconnect', lost)
        if (ack.ok) resolve(ack.result)
        else reject(new ApiError(ack.error))
      })
    })
  }

  async #giveToken(give: (auth: object) => void): Promise<void> {
    try {
      this.#token = await this.#tokens.current()
    } catch {
      this.#token = undefined
    }
    give(this.#token === undefined ? {} : { token: this.#token })
  }

  /** A refused token is exchanged once; another refusal means that somebody has to sign in. */
  async #refused(failure: Error & { data?: Problem }): Promise<void> {
    const problem = failure.data
    if (!problem || !tokenRefusals.has(problem.code)) {
      if (!this.#socket.active && this.#status !== 'closed' && this.#status !== 'idle')
        this.#again(problem?.retryAfter)
      return
    }
    const other =
      this.#token === undefined ? undefined : await this.#tokens.after(this.#token).catch(() => undefined)
    if (this.#status === 'closed' || this.#status === 'idle') return
    if (other !== undefined) return void this.#socket.connect()
    this.#become('unauthorized')
    this.#ready.reject(new ApiError(problem))
    this.#ready = pending()
  }

  /** A refusal by the server's middleware stops Socket.IO's own reconnecting. */
  #again(afterSeconds = 2): void {
    setTimeout(() => {
      if (this.#status !== 'closed' && this.#status !== 'idle') this.#socket.connect()
    }, afterSeconds * 1000)
  }

  #online(): void {
    this.#become('online')
    this.#ready.resolve()
  }

  #lost(reason: string): void {
    if (this.#status === 'closed' || this.#status === 'idle') return
    this.#ready = pending()
    this.#become('reconnecting')
    // The server closed it: an expired or ended session; a new handshake tells which.
    if (reason === 'io server disconnect') this.#again(0.5)
  }

  #become(status: Status): void {
    if (this.#status === status) return
    this.#status = status
    if (status === 'idle') this.#ready = pending()
    this.events.emit('status', status)
  }
}

/** A promise with its two ends; nobody has to be waiting for it. */
function pending(): { promise: Promise<void>; resolve: () => void; reject: (failure: unknown) => void } {
  const ends = Promise.withResolvers<void>()
  ends.promise.catch(() => undefined)
  return ends
}
