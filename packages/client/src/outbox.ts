import type { HiddenMessage, InputOf, Message } from '@hubbub/protocol'
import { ApiError, asApiError, localError } from './api-error.ts'
import { newClientId } from './client-id.ts'
import { backOffMs } from './clock.ts'
import type { Connection } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'
import type { ClientStorage } from './storage.ts'

/** A message on its way. It is kept until the server has it for good, or you discard it. */
export interface OutboxEntry {
  /** Also the message's `clientId`. */
  clientId: string
  /** Room id or handle. */
  room: string
  /** Whose message it is, an account id: nobody else sends it. Undefined where that was not known yet. */
  account?: string | undefined
  /** Markdown. */
  text: string
  /** Ids of the accounts it names. */
  mentions?: string[] | undefined
  /** Names everybody in the room. */
  all?: boolean | undefined
  /** Epoch milliseconds; rises from entry to entry. */
  queuedAt: number
  /** `failed`: the server refused it; it waits for `retry` or `discard`. */
  state: 'queued' | 'sending' | 'failed'
  /** Why it failed. */
  error?: { code: string; title: string; detail?: string | undefined } | undefined
}

export interface OutboxEvents {
  /** An entry is new, changed its state, or is gone because it was sent or discarded. */
  change: { entry: OutboxEntry; gone: boolean }
}

export type Draft = Pick<OutboxEntry, 'room' | 'text' | 'mentions' | 'all'>

export interface OutboxParts {
  url: string
  connection: Connection
  storage: ClientStorage
  /** Who is signed in, where that is known before the server greets. */
  account: () => Promise<string | undefined>
  /** Told when listeners or entries come and go. */
  used: () => void
}

interface Waiter {
  resolve: (message: Message | HiddenMessage) => void
  reject: (failure: unknown) => void
}

const entriesMost = 1_000

/**
 * Sends messages at least once with a client id, so that they are stored exactly once: kept in the storage before the
 * first try, one in flight per room, in order, tried again after any failure on the way, also after a reload.
 */
export class Outbox {
  readonly #parts: OutboxParts
  readonly #prefix: string
  readonly #events: Emitter<OutboxEvents>
  readonly #entries = new Map<string, OutboxEntry>()
  readonly #waiters = new Map<string, Waiter>()
  /** Rooms of which an entry is on its way, or waits for its next try. */
  readonly #busy = new Set<string>()
  /** Entries that the storage does not have yet: they, and what comes after them, wait for it. */
  readonly #keeping = new Set<string>()
  #newest = 0
  #loading: Promise<void> | undefined

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#prefix = `hubbub:${parts.url}:outbox:`
    this.#events = new Emitter(parts.used)
    parts.connection.events.on('status', (status) => {
      if (status === 'online') void this.#resume()
      if (status !== 'closed') return
      for (const clientId of this.#waiters.keys()) this.#settle(clientId, localError('client.closed'))
    })
  }

  get listeners(): number {
    return this.#events.count()
  }

  /** Whether something is to be sent in the name of who is signed in. */
  get isWaiting(): boolean {
    return this.entries().some((entry) => this.#maySend(entry))
  }

  /**
   * Loads what an earlier life of the program left, once, and begins to send it. Rejects with `client.storage` where the
   * storage does not answer.
   */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((failure: unknown) => {
      this.#loading = undefined
      throw localError('client.storage', failure)
    })
    return this.#loading
  }

  /** Listens; gives the function that takes the listener off. */
  on(name: 'change', listener: (change: OutboxEvents['change']) => void, options?: ListenOptions): Off {
    return this.#events.on(name, listener, options)
  }

  /** Everything that is not sent yet, of one room or of all, oldest first. */
  entries(room?: string): OutboxEntry[] {
    return [...this.#entries.values()]
      .filter((entry) => room === undefined || entry.room === room)
      .sort((one, other) => one.queuedAt - other.queuedAt)
  }

  /** Resolves with the stored message; rejects when the server refuses it for good. Aborting discards it. */
  async send(draft: Draft, signal?: AbortSignal): Promise<Message | HiddenMessage> {
    const { connection } = this.#parts
    await this.load()
    if (connection.status === 'closed') throw localError('client.closed')
    if (signal?.aborted) throw localError('client.aborted', signal.reason)
    if (this.#entries.size >= entriesMost) throw localError('client.storage')
    const clientId = newClientId(connection.clock.now())
    const { promise, ...waiter } = Promise.withResolvers<Message | HiddenMessage>()
    // It may be settled before it is awaited.
    promise.catch(() => undefined)
    this.#waiters.set(clientId, waiter)
    const discard = (): void => void this.discard(clientId)
    signal?.addEventListener('abort', discard)
    this.#newest = Math.max(connection.clock.now(), this.#newest + 1)
    try {
      const { account } = connection
      await this.#keep({ ...draft, clientId, account, queuedAt: this.#newest, state: 'queued' })
      connection.open()
      void this.#sendRoom(draft.room)
      return await promise
    } finally {
      this.#waiters.delete(clientId)
      signal?.removeEventListener('abort', discard)
    }
  }

  /** Tries a failed entry again. */
  async retry(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId)
    if (entry?.state !== 'failed') return
    await this.#keep({ ...entry, state: 'queued', error: undefined })
    void this.#sendRoom(entry.room)
  }

  /** Gives an entry up. One that is being sent may have arrived all the same. */
  async discard(clientId: string): Promise<void> {
    this.#settle(clientId, localError('client.aborted'))
    await this.#drop(clientId)
  }

  async #load(): Promise<void> {
    const { connection, account } = this.#parts
    const earlier = await account()
    connection.account ??= earlier
    await this.#read()
    if (this.#entries.size > 0) connection.open()
    this.#sendAll()
  }

  /** What another tab left since is ours to send: it may be closed by now. */
  async #resume(): Promise<void> {
    this.#sendAll()
    await this.#read().catch(() => undefined)
    this.#sendAll()
  }

  async #read(): Promise<void> {
    const { storage } = this.#parts
    for (const key of await storage.keys(this.#prefix)) {
      if (this.#entries.has(key.slice(this.#prefix.length))) continue
      try {
        const entry = JSON.parse((await storage.get(key)) ?? '') as OutboxEntry
        this.#newest = Math.max(this.#newest, entry.queuedAt)
        this.#show(entry)
      } catch {
        // Gone meanwhile (another tab sent it), or nothing of ours.
      }
    }
  }

  #sendAll(): void {
    for (const room of new Set(this.entries().map((entry) => entry.room))) void this.#sendRoom(room)
  }

  /** Sends a room's entries, one after another, while there is a connection of whom they belong to. */
  async #sendRoom(room: string): Promise<void> {
    const { connection } = this.#parts
    if (this.#busy.has(room)) return
    this.#busy.add(room)
    for (let failures = 0; connection.status === 'online'; ) {
      const entry = this.entries(room).find((one) => this.#maySend(one))
      if (!entry || this.#keeping.has(entry.clientId)) break
      const wait = await this.#sendOne(entry, failures)
      failures = wait === undefined ? 0 : failures + 1
      if (wait !== undefined) await connection.pause(wait)
    }
    this.#busy.delete(room)
  }

  #maySend({ state, account }: OutboxEntry): boolean {
    const { connection } = this.#parts
    return state !== 'failed' && (account ?? connection.account) === connection.account
  }

  /** Answers how long to wait before the next try, where one is needed. */
  async #sendOne(entry: OutboxEntry, failures: number): Promise<number | undefined> {
    const { room, text, mentions, all, clientId } = entry
    if (await this.#isGone(clientId)) {
      await this.#drop(clientId)
      return undefined
    }
    this.#show({ ...entry, state: 'sending' })
    const input: InputOf<'message.send'> = { room, text, mentions, all, clientId }
    try {
      const { message } = await this.#parts.connection.ask('message.send', input)
      await this.#drop(clientId)
      this.#settle(clientId, message)
    } catch (failure) {
      const { code, title, detail, retryable, retryAfter, status } = asApiError(failure)
      // Discarded meanwhile.
      if (!this.#entries.has(clientId)) return undefined
      // Signing in again, or another life of this program, is no reason to lose a message.
      const isRefused = !retryable && status !== 401 && status !== 0
      if (isRefused) {
        await this.#keep({ ...entry, state: 'failed', error: { code, title, detail } }).catch(() => undefined)
        this.#settle(clientId, failure as ApiError)
      } else {
        this.#show({ ...entry, state: 'queued' })
        return retryAfter === undefined ? backOffMs(failures) : retryAfter * 1000
      }
    }
    return undefined
  }

  /** What another tab wrote may be sent or given up there; where the storage does not say, it is sent again. */
  async #isGone(clientId: string): Promise<boolean> {
    if (this.#waiters.has(clientId)) return false
    return this.#parts.storage.get(this.#prefix + clientId).then(
      (text) => text === undefined,
      () => false,
    )
  }

  /** For this life and the next. */
  async #keep(entry: OutboxEntry): Promise<void> {
    const { clientId } = entry
    const { storage } = this.#parts
    this.#keeping.add(clientId)
    this.#show(entry)
    try {
      await storage.set(this.#prefix + clientId, JSON.stringify(entry))
    } catch (failure) {
      await this.#drop(clientId)
      throw localError('client.storage', failure)
    } finally {
      this.#keeping.delete(clientId)
    }
    // Discarded meanwhile.
    if (!this.#entries.has(clientId)) await storage.remove(this.#prefix + clientId)
  }

  #show(entry: OutboxEntry): void {
    this.#entries.set(entry.clientId, entry)
    this.#events.emit('change', { entry, gone: false })
  }

  /** A storage that cannot forget it has it sent again in the next life, and the server recognises it. */
  async #drop(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId)
    this.#entries.delete(clientId)
    await this.#parts.storage.remove(this.#prefix + clientId).catch(() => undefined)
    if (entry) this.#events.emit('change', { entry, gone: true })
    this.#parts.used()
  }

  #settle(clientId: string, outcome: Message | HiddenMessage | ApiError): void {
    const waiter = this.#waiters.get(clientId)
    if (outcome instanceof ApiError) waiter?.reject(outcome)
    else waiter?.resolve(outcome)
  }
}
