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
import { ApiError, asApiError, localError } from './api-error.ts'
import { backOffMs, type ClientClock } from './clock.ts'
import { Emitter } from './emitter.ts'
import type { TokenKeeper } from './tokens.ts'
import { Wire, type WireListener } from './wire.ts'

/**
 * `idle` before the first use and after the last; `connecting` and `reconnecting` until the server greets; `unauthorized`:
 * nobody is signed in, or the server does not let this account in.
 */
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
}

/** What every call that asks the server may be given. */
export interface AskOptions {
  /** Aborting gives the call up (`client.aborted`); the server may carry it out all the same. */
  signal?: AbortSignal | undefined
  /** Milliseconds to wait for the answer, connecting included; 15,000 when left out. Then `client.timeout`. */
  timeoutMs?: number | undefined
}

interface Question {
  name: string
  input: object
  /** `again`: it was sent, and the connection lost. */
  state: 'new' | 'sent' | 'again'
  /** Asking again changes nothing, so a lost connection does not end it. */
  repeats: boolean
  end(failure: ApiError | undefined, answer?: unknown): void
}

/** A connection that is not greeted within this time is given up. */
const greetingMs = 20_000

/** A browser says when the network is back. */
const page: Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> = globalThis as object

type Ack = { ok: true; result: unknown } | { ok: false; error: Problem }

export interface ConnectionParts {
  url: string
  tokens: TokenKeeper
  transports: readonly string[]
  clock: ClientClock
  /** Told of every question's end. */
  used: () => void
}

/** One Socket.IO connection in namespace `/v1`: its token, its life, and questions with their answers. */
export class Connection {
  readonly events = new Emitter<ConnectionEvents>()
  readonly clock: ClientClock
  /** Who is signed in: whom the server greeted, or who signed in since. */
  account: string | undefined
  readonly #parts: ConnectionParts
  #wire: Wire | undefined
  readonly #asked = new Set<Question>()
  readonly #pauses = new Set<() => void>()
  #status: Status = 'idle'
  /** Counts attempts: what an earlier one brings late is of no interest. */
  #attempt = 0
  #failures = 0
  /** A refused token is exchanged once per greeting. */
  #exchanged = false
  /** The server's last words on this connection: it may say when to come back. */
  #goodbye: { retryAfter?: number } | undefined
  #token = ''
  #trouble: unknown
  #callOff: () => void = () => {}
  /** Between two attempts. */
  #isPausing = false

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    this.clock = parts.clock
    page.addEventListener?.('online', this.retryNow)
  }

  get status(): Status {
    return this.#status
  }

  /** Whether answers are awaited. */
  get busy(): boolean {
    return this.#asked.size > 0
  }

  /** Starts connecting where that is not under way. */
  open(): void {
    if (this.#status !== 'idle' && this.#status !== 'unauthorized') return
    this.#exchanged = false
    this.#become('connecting')
    void this.#connect()
  }

  /** Lets go until the next use. What is asked and not sent waits for it, unless there is a failure to end it with. */
  rest(failure?: ApiError): void {
    if (this.#status === 'closed') return
    this.#hangUp('idle', failure)
  }

  /** What somebody else asked is not asked again in the new name. */
  actFor(account: string | undefined): void {
    for (const question of this.#asked) {
      if (question.state === 'again' && this.account !== account) question.end(localError('client.network'))
    }
    this.account = account
  }

  /** Ends the wait for the next attempt. */
  readonly retryNow = (): void => {
    if (this.#isPausing) void this.#connect()
  }

  close(): void {
    page.removeEventListener?.('online', this.retryNow)
    this.#hangUp('closed', localError('client.closed'))
    for (const end of this.#pauses) end()
  }

  /**
   * Connects if need be, waits until greeted, asks, and gives the answer or rejects with an `ApiError`. Options stand
   * beside the input: no command has fields of their names.
   */
  ask<Name extends CommandName>(
    name: Name,
    asked: InputOf<Name> & AskOptions,
    repeats = (asked as { clientId?: string }).clientId !== undefined,
  ): Promise<OutputOf<Name>> {
    const { signal, timeoutMs = 15_000, ...input } = asked
    return new Promise((resolve, reject) => {
      const giveUp = (): void => question.end(localError('client.aborted', signal?.reason))
      const callOff = this.clock.after(timeoutMs, () =>
        question.end(localError('client.timeout', this.#trouble)),
      )
      const question: Question = {
        name,
        input,
        state: 'new',
        repeats,
        end: (failure, answer) => {
          callOff()
          signal?.removeEventListener('abort', giveUp)
          this.#asked.delete(question)
          if (failure) reject(failure)
          else resolve(answer as OutputOf<Name>)
          this.#parts.used()
        },
      }
      if (this.#status === 'closed') return question.end(localError('client.closed'))
      if (signal?.aborted) return giveUp()
      signal?.addEventListener('abort', giveUp)
      this.#asked.add(question)
      this.open()
      if (this.#status === 'online') this.#send(question)
    })
  }

  /** Asks what may be asked twice until it is answered, or refused for good. */
  async insist<Name extends CommandName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    for (let failures = 0; ; failures++) {
      try {
        return await this.ask(name, input as InputOf<Name> & AskOptions, true)
      } catch (failure) {
        const { retryable, retryAfter } = asApiError(failure)
        if (!retryable) throw failure
        await this.pause(retryAfter === undefined ? backOffMs(failures) : retryAfter * 1000)
      }
    }
  }

  /** Resolves after so many milliseconds, or when the client is closed. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        callOff()
        this.#pauses.delete(end)
        resolve()
      }
      const callOff = this.clock.after(ms, end)
      this.#pauses.add(end)
      if (this.#status === 'closed') end()
    })
  }

  #send(question: Question): void {
    question.state = 'sent'
    this.#wire?.ask(question.name, question.input, (answer) => {
      const ack = answer as Ack
      if (ack.ok) question.end(undefined, ack.result)
      else question.end(new ApiError(ack.error))
    })
  }

  /** Gets a token, another one where this one was refused, and shakes hands. */
  async #connect(refused?: ApiError): Promise<void> {
    const attempt = ++this.#attempt
    this.#callOff()
    this.#isPausing = false
    const { tokens, url, transports } = this.#parts
    try {
      const token = await (refused ? tokens.after(this.#token) : tokens.current())
      if (attempt !== this.#attempt) return
      if (token === undefined) return this.#hangUp('unauthorized', refused ?? localError('client.signed-out'))
      this.#token = token
      this.#wire = new Wire({ url, transports, token }, this.#listener)
      this.#after(greetingMs, async () => {
        this.#wire?.close()
        this.#listener.lost()
      })
    } catch (trouble) {
      this.#exchanged = false
      if (attempt === this.#attempt) this.#again(trouble)
    }
  }

  readonly #listener: WireListener = {
    event: (name, payload) => {
      if (name === 'heads') this.#greeted(payload as ConnectionEvents['heads'])
      else if (name === 'goodbye') this.#goodbye = payload as { retryAfter?: number }
      else this.events.emit(name as keyof ConnectionEvents, payload as never)
    },
    refused: (problem) => {
      const failure = new ApiError(problem)
      if (failure.retryable) return this.#again(failure)
      // A refused token is exchanged once: another refusal means that somebody has to sign in.
      if (failure.status !== 401 || this.#exchanged) return this.#hangUp('unauthorized', failure)
      this.#exchanged = true
      void this.#connect(failure)
    },
    lost: () => {
      this.#unsend()
      if (this.#status === 'online') this.#become('reconnecting')
      this.#again(undefined)
    },
  }

  /** Tries once more a little later, at another moment than everybody else. */
  #again(failure: unknown): void {
    const trouble = asApiError(failure)
    this.#trouble = trouble
    const ms = (this.#goodbye?.retryAfter ?? trouble.retryAfter ?? 0) * 1000 || backOffMs(this.#failures++)
    this.#goodbye = undefined
    this.#isPausing = true
    this.#after(ms * (1 + Math.random() / 2), () => this.#connect())
  }

  #after(ms: number, run: () => Promise<void>): void {
    this.#callOff()
    this.#callOff = this.clock.after(ms, () => void run())
  }

  #greeted(heads: ConnectionEvents['heads']): void {
    this.#callOff()
    this.actFor(heads.account)
    this.#failures = 0
    this.#exchanged = false
    this.#trouble = undefined
    this.events.emit('heads', heads)
    for (const question of this.#asked) this.#send(question)
    this.#become('online')
    void this.#renewLater()
  }

  /** The token is renewed in place, before it ends. Where that fails the server hangs up, and a new one is got then. */
  async #renewLater(): Promise<void> {
    const ms = await this.#parts.tokens.freshFor?.()
    if (ms === undefined || this.#status !== 'online') return
    this.#after(ms, async () => {
      const token = await this.#parts.tokens.current().catch(() => undefined)
      if (token === undefined || this.#status !== 'online') return
      await this.ask('session.renew', { token }).then(
        () => this.#renewLater(),
        () => undefined,
      )
    })
  }

  /** What may be asked again waits for the next greeting; of the rest nobody knows whether it was carried out. */
  #unsend(): void {
    for (const question of this.#asked) {
      if (question.state === 'new') continue
      question.state = 'again'
      if (!question.repeats) question.end(localError('client.network'))
    }
  }

  #hangUp(status: Status, failure?: ApiError): void {
    this.#attempt++
    this.#callOff()
    this.#isPausing = false
    this.#wire?.close()
    if (failure) for (const question of this.#asked) question.end(failure)
    this.#unsend()
    this.#become(status)
  }

  #become(status: Status): void {
    if (this.#status === status) return
    this.#status = status
    this.events.emit('status', status)
  }
}
