import type { Message } from '@hubbub/protocol'
import { ApiError, closed } from './api-error.ts'
import type { Connection } from './connection.ts'
import { Emitter } from './emitter.ts'
import type { ClientStorage } from './storage.ts'

/** A message on its way. It is kept until the server has it for good, or you discard it. */
export interface OutboxEntry {
  /** Also the message's `clientId`. */
  clientId: string
  /** Room id or handle. */
  room: string
  text: string
  mentions?: string[]
  all?: boolean
  /** Epoch milliseconds. */
  queuedAt: number
  state: 'queued' | 'sending' | 'failed'
  /** Why it failed. */
  error?: { code: string; title: string; detail?: string }
}

export interface OutboxEvents {
  /** An entry is new, changed its state, or is gone because it was sent or discarded. */
  change: { entry: OutboxEntry; gone: boolean }
}

interface Waiter {
  resolve: (message: Message) => void
  reject: (failure: unknown) => void
}

/** Signing in again is no reason to lose a message; it waits. */
const isDefinite = ({ retryable, status, code }: ApiError): boolean =>
  !retryable && status !== 401 && code !== 'client.aborted' && code !== 'client.closed'

const backOffMs = [1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Sends messages at least once with a client id, so that they are stored exactly once: kept in the storage before the
 * first try, one in flight per room, in order, tried again after any failure on the way, also after a reload.
 */
export class Outbox {
  readonly events = new Emitter<OutboxEvents>()
  readonly #connection: Connection
  readonly #storage: ClientStorage
  readonly #prefix: string
  readonly #entries = new Map<string, OutboxEntry>()
  readonly #waiters = new Map<string, Waiter>()
  readonly #busy = new Set<string>()
  readonly #tries = new Map<string, number>()
  #closed = false
  /** Entries of an earlier life, loaded once. */
  readonly ready: Promise<void>

  constructor(url: string, connection: Connection, storage: ClientStorage) {
    this.#connection = connection
    this.#storage = storage
    this.#prefix = `hubbub:${url}:outbox:`
    this.ready = this.#load()
    connection.events.on('status', (status) => {
      if (status === 'online') this.#sendAll()
    })
  }

  /** Everything that is not sent yet, oldest first. */
  entries(room?: string): OutboxEntry[] {
    const all = [...this.#entries.values()].sort((one, other) => one.queuedAt - other.queuedAt)
    return room === undefined ? all : all.filter((entry) => entry.room === room)
  }

  /** Resolves with the stored message; rejects when the server definitely refuses it. */
  async send(message: Pick<OutboxEntry, 'room' | 'text' | 'mentions' | 'all'>): Promise<Message> {
    if (this.#closed) throw closed()
    await this.ready
    const entry: OutboxEntry = {
      ...message,
      clientId: crypto.randomUUID(),
      queuedAt: Date.now(),
      state: 'queued',
    }
    const sent = new Promise<Message>((resolve, reject) =>
      this.#waiters.set(entry.clientId, { resolve, reject }),
    )
    await this.#put(entry)
    this.#sendNext(entry.room)
    return sent
  }

  /** Tries a failed entry again. */
  async retry(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId)
    if (entry?.state !== 'failed') return
    const { error: _, ...rest } = entry
    await this.#put({ ...rest, state: 'queued' })
    this.#sendNext(entry.room)
  }

  /** Gives an entry up. One that is being sent may have arrived all the same. */
  async discard(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId)
    if (!entry) return
    await this.#drop(entry)
    this.#settle(clientId, ({ reject }) =>
      reject(new ApiError({ code: 'client.aborted', title: 'The message was discarded' })),
    )
  }

  close(): void {
    this.#closed = true
    for (const clientId of Array.from(this.#waiters.keys()))
      this.#settle(clientId, ({ reject }) => reject(closed()))
  }

  async #load(): Promise<void> {
    for (const key of await this.#storage.keys(this.#prefix)) {
      const text = await this.#storage.get(key)
      if (text === undefined) continue
      const entry = JSON.parse(text) as OutboxEntry
      this.#entries.set(entry.clientId, { ...entry, state: entry.state === 'failed' ? 'failed' : 'queued' })
    }
    if (this.entries().some(({ state }) => state === 'queued')) this.#connection.open()
    this.#sendAll()
  }

  #sendAll(): void {
    for (const room of new Set(this.entries().map((entry) => entry.room))) this.#sendNext(room)
  }

  /** The oldest waiting entry of a room goes; the next goes when it is through. */
  #sendNext(room: string): void {
    const entry = this.entries(room).find(({ state }) => state !== 'failed')
    if (!entry || this.#busy.has(room) || this.#closed) return
    this.#busy.add(room)
    void this.#sendOne(entry).then((wait) => {
      this.#busy.delete(room)
      if (wait === 0) this.#sendNext(room)
      else setTimeout(() => this.#sendNext(room), wait)
    })
  }

  /** Answers how long to wait before the room's next try. */
  async #sendOne(entry: OutboxEntry): Promise<number> {
    await this.#put({ ...entry, state: 'sending' })
    const { room, text, mentions, all, clientId } = entry
    try {
      const input = { room, text, clientId, ...(mentions ? { mentions } : {}), ...(all ? { all } : {}) }
      const { message } = await this.#connection.ask('message.send', input)
      this.#tries.delete(clientId)
      await this.#drop(entry)
      this.#settle(clientId, ({ resolve }) => resolve(message as Message))
      return 0
    } catch (failure) {
      return this.#entries.has(clientId) ? this.#failed(entry, failure) : 0
    }
  }

  async #failed(entry: OutboxEntry, failure: unknown): Promise<number> {
    if (this.#closed) return 0
    if (failure instanceof ApiError && isDefinite(failure)) {
      const { code, title, detail } = failure
      await this.#put({ ...entry, state: 'failed', error: { code, title, ...(detail ? { detail } : {}) } })
      this.#settle(entry.clientId, ({ reject }) => reject(failure))
      return 0
    }
    const tries = this.#tries.get(entry.clientId) ?? 0
    this.#tries.set(entry.clientId, tries + 1)
    await this.#put({ ...entry, state: 'queued' })
    const after = failure instanceof ApiError ? (failure.retryAfter ?? 0) * 1000 : 0
    return Math.max(after, backOffMs[Math.min(tries, backOffMs.length - 1)] ?? 1_000)
  }

  async #put(entry: OutboxEntry): Promise<void> {
    this.#entries.set(entry.clientId, entry)
    await this.#storage.set(this.#prefix + entry.clientId, JSON.stringify(entry))
    this.events.emit('change', { entry, gone: false })
  }

  async #drop(entry: OutboxEntry): Promise<void> {
    this.#entries.delete(entry.clientId)
    await this.#storage.remove(this.#prefix + entry.clientId)
    this.events.emit('change', { entry, gone: true })
  }

  #settle(clientId: string, end: (waiter: Waiter) => void): void {
    const waiter = this.#waiters.get(clientId)
    this.#waiters.delete(clientId)
    if (waiter) end(waiter)
  }
}
