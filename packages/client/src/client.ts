import type { CommandName, InputOf, OutputOf } from '@hubbub/protocol'
import { Collection } from './collection.ts'
import { type AskOptions, Connection, type Status } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'
import { type FeedEvents, Feeds, type HeardRange } from './feeds.ts'
import { Outbox } from './outbox.ts'
import { People } from './people.ts'
import { PresenceWatch } from './presence.ts'
import { createRest, type Rest, type RestCommand } from './rest.ts'
import { Room } from './room.ts'
import { browserStorage, type ClientStorage } from './storage.ts'
import { givenTokens, SessionTokens, type TokenSource } from './tokens.ts'

export interface ClientOptions {
  /** Where the server is; the page's own origin when left out in a browser. */
  url?: string
  /** An access token or API key, or a function that gets a fresh one. Left out: sign in through the client. */
  token?: TokenSource
  /** Where the session and the outbox are kept; the browser's localStorage, else memory. */
  storage?: ClientStorage
  /** Socket.IO transports to try, in order. */
  transports?: readonly ('websocket' | 'polling')[]
  /** Milliseconds after the last listener before the connection is let go, 10,000 when left out. */
  idleMs?: number
}

export interface ClientEvents {
  status: Status
  /** Every range of every feed that is followed, for programs that keep state of their own. */
  range: HeardRange
  reset: FeedEvents['reset']
}

/**
 * A client of one Hubbub server. It connects with the first call or listener, and lets go after the last.
 *
 *     const chat = createClient({ url: 'http://127.0.0.1:3000' })
 *     await chat.signIn({ identifier: 'ada', password })
 *     const room = chat.room('general')
 *     room.on('message', (message) => console.log(`${message.author.name}: ${message.text}`))
 *     await room.send('Hello, world!')
 */
export function createClient(options: ClientOptions = {}): Client {
  return new Client(options)
}

export class Client {
  readonly url: string
  readonly presence: PresenceWatch
  readonly outbox: Outbox
  readonly people: People
  readonly #connection: Connection
  readonly #feeds: Feeds
  readonly #rest: Rest
  readonly #session: SessionTokens | undefined
  readonly #events: Emitter<ClientEvents>
  readonly #rooms = new Map<string, Room>()
  readonly #collections = new Map<string, Collection<object>>()
  readonly #idleMs: number
  #idling: ReturnType<typeof setTimeout> | undefined

  constructor(options: ClientOptions) {
    this.url = (options.url ?? originOfPage()).replace(/\/$/, '')
    this.#idleMs = options.idleMs ?? 10_000
    const storage = options.storage ?? browserStorage()
    this.#rest = createRest(this.url)
    this.#session = options.token === undefined ? new SessionTokens(this.url, storage, this.#rest) : undefined
    const tokens = this.#session ?? givenTokens(options.token ?? '')
    this.#connection = new Connection(this.url, tokens, options.transports ?? ['websocket', 'polling'])
    this.people = new People(this.#connection)
    this.#feeds = new Feeds(this.#connection, this.people.learn)
    this.outbox = new Outbox(this.url, this.#connection, storage)
    this.presence = new PresenceWatch(this.#connection, this.#used)
    this.#events = new Emitter(this.#used)
    this.#connection.events.on('status', (status) => this.#events.emit('status', status))
    this.#feeds.events.on('range', (range) => this.#events.emit('range', range))
    this.#feeds.events.on('reset', (reset) => this.#events.emit('reset', reset))
  }

  get status(): Status {
    return this.#connection.status
  }

  on<Name extends keyof ClientEvents>(
    name: Name,
    listener: (payload: ClientEvents[Name]) => void,
    options?: ListenOptions,
  ): Off {
    this.#connection.open()
    return this.#events.on(name, listener, options)
  }

  /** Signs in by username or e-mail; the session survives reloads where the storage does. */
  async signIn(input: InputOf<'session.create'>): Promise<OutputOf<'session.create'>> {
    return this.#signedIn(await this.#ownSession().signIn(input))
  }

  async register(input: InputOf<'account.register'>): Promise<OutputOf<'account.register'>> {
    return this.#signedIn(await this.#ownSession().register(input))
  }

  /** Enters as a guest, where the server lets guests in. */
  async enterAsGuest(displayName: string): Promise<OutputOf<'guest.create'>> {
    return this.#signedIn(await this.#ownSession().enterAsGuest({ displayName }))
  }

  /** Makes the first owner by the one-time set-up link's token. */
  async setUp(input: InputOf<'setup.complete'>): Promise<OutputOf<'setup.complete'>> {
    return this.#signedIn(await this.#ownSession().setUp(input))
  }

  /** True when a session is stored; whether it is still good shows with the first call. */
  async isSignedIn(): Promise<boolean> {
    return (await this.#session?.session()) !== undefined
  }

  /** Ends the session on the server and forgets it here. */
  async signOut(): Promise<void> {
    const stored = await this.#ownSession().session()
    if (stored) await this.ask('session.revoke', { session: stored.tokens.session }).catch(() => undefined)
    await this.#ownSession().forget()
    this.#connection.rest()
  }

  /** Asks any command of the catalogue, typed. Connects if need be. */
  ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Name>,
    options?: AskOptions,
  ): Promise<OutputOf<Name>> {
    const answer = this.#connection.ask(name, input, options)
    answer.then(this.#used, this.#used)
    return answer
  }

  /** Asks one of the commands that need no sign-in, over REST. */
  askAnonymously<Name extends RestCommand>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    return this.#rest.ask(name, input)
  }

  /** A room, by its id or handle. The same object for the same name. */
  room(ref: string): Room {
    const known = this.#rooms.get(ref)
    if (known) return known
    const parts = {
      connection: this.#connection,
      feeds: this.#feeds,
      people: this.people,
      outbox: this.outbox,
      used: this.#used,
    }
    const room = new Room(ref, parts)
    this.#rooms.set(ref, room)
    return room
  }

  /** A collection of documents, by its name. */
  collection<Data extends object = Record<string, unknown>>(name: string): Collection<Data> {
    const known = this.#collections.get(name)
    if (known) return known as unknown as Collection<Data>
    const collection = new Collection<Data>(name, {
      connection: this.#connection,
      feeds: this.#feeds,
      used: this.#used,
    })
    this.#collections.set(name, collection as unknown as Collection<object>)
    return collection
  }

  /** Ends the connection and everything that waits. What is in the outbox stays in its storage. */
  close(): void {
    clearTimeout(this.#idling)
    this.outbox.close()
    this.#connection.close()
  }

  #ownSession(): SessionTokens {
    if (!this.#session)
      throw new TypeError('This client was given its token; sign in where the token comes from.')
    return this.#session
  }

  #signedIn<T extends OutputOf<'session.create'>>(answer: T): T {
    this.people.learn([answer.profile])
    // A connection of somebody else, or a refused one, ends here.
    if (this.status !== 'idle') {
      this.#connection.rest()
      this.#connection.open()
    }
    return answer
  }

  /** Lets the connection go when nobody listens and nothing waits any more. */
  readonly #used = (): void => {
    clearTimeout(this.#idling)
    this.#idling = setTimeout(() => {
      if (this.#listeners() === 0 && this.outbox.entries().length === 0) this.#connection.rest()
    }, this.#idleMs)
    // Waiting for nothing must not keep a Node program alive.
    ;(this.#idling as { unref?: () => void }).unref?.()
  }

  #listeners(): number {
    let count = this.#events.count + this.presence.listeners
    for (const room of this.#rooms.values()) count += room.listeners
    for (const collection of this.#collections.values()) count += collection.listeners
    return count
  }
}

function originOfPage(): string {
  const { location } = globalThis as { location?: { origin: string } }
  if (!location) throw new TypeError('Say where the server is: createClient({ url })')
  return location.origin
}
