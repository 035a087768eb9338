import type { CommandName, InputOf, OutputOf } from '@hubbub/protocol'
import { localError } from './api-error.ts'
import { type ClientClock, systemClock } from './clock.ts'
import { Collection } from './collection.ts'
import { type AskOptions, Connection, type Status } from './connection.ts'
import { Emitter, type ListenOptions, type Off } from './emitter.ts'
import { type FeedEvents, Feeds } from './feeds.ts'
import { Outbox } from './outbox.ts'
import { People, type Person } from './people.ts'
import { PresenceWatch } from './presence.ts'
import { createRest, type Rest, type RestCommand } from './rest.ts'
import { Room } from './room.ts'
import { browserStorage, type ClientStorage } from './storage.ts'
import { givenTokens, SessionTokens, type SignedIn, type TokenSource } from './tokens.ts'

export interface ClientOptions {
  /** Where the server is; the page's own origin when left out in a browser. */
  url?: string
  /**
   * An access token or API key, or a function that gets one from your backend: asked again when the server refuses what
   * it gave. Left out: sign in through the client.
   */
  token?: TokenSource
  /** Where the session and the outbox are kept; the browser's localStorage when left out, else memory. */
  storage?: ClientStorage
  /** Socket.IO transports to try, in order; first `websocket`, then `polling` when left out. */
  transports?: readonly ('websocket' | 'polling')[]
  /** Milliseconds after the last listener or call before the connection is let go; 10,000 when left out. */
  idleMs?: number
  /** Time, for tests that turn it by hand. */
  clock?: ClientClock
}

export interface ClientEvents {
  status: Status
  /** Every range of every feed that is followed, for programs that keep state of their own. */
  range: FeedEvents['range']
  /** What changed in a feed cannot be told: load what you keep of it again. */
  reset: FeedEvents['reset']
  /** A feed is not yours to follow any more. */
  gone: FeedEvents['gone']
  /** Somebody you share a room with changed their profile. */
  person: Person
}

/**
 * A client of one Hubbub server. It connects with the first call or listener, and lets go after the last. Every call
 * rejects with an `ApiError` and nothing else.
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
  readonly #collections = new Map<string, Collection>()
  readonly #idleMs: number
  #callOff: () => void = () => {}

  constructor(options: ClientOptions) {
    const { token, clock = systemClock, storage = browserStorage(), idleMs = 10_000 } = options
    const { transports = ['websocket', 'polling'] } = options
    const url = (options.url ?? originOfPage()).replace(/\/$/, '')
    const used = this.#used
    this.url = url
    this.#idleMs = idleMs
    this.#rest = createRest(url)
    this.#session = token === undefined ? new SessionTokens(url, storage, this.#rest, clock) : undefined
    const tokens = this.#session ?? givenTokens(token ?? '')
    const connection = new Connection({ url, tokens, transports, clock, used })
    this.#connection = connection
    this.people = new People(connection)
    this.#feeds = new Feeds(connection, this.people.learn)
    const account = async (): Promise<string | undefined> => tokens.account?.()
    this.outbox = new Outbox({ url, connection, storage, account, used })
    this.presence = new PresenceWatch(connection, used)
    this.#events = new Emitter(used)
    const events = this.#events
    connection.events.on('status', (status) => {
      events.emit('status', status)
      used()
    })
    connection.events.on('profile', ({ profile }) => events.emit('person', this.people.get(profile.id)))
    for (const name of ['range', 'reset', 'gone'] as const)
      this.#feeds.events.on(name, (payload) => events.emit(name, payload as never))
    // What cannot be loaded now is loaded by the next send.
    this.outbox.load().catch(() => undefined)
  }

  get status(): Status {
    return this.#connection.status
  }

  /** Listens; gives the function that takes the listener off. See `ClientEvents` for what there is to hear. */
  on<Name extends keyof ClientEvents>(
    name: Name,
    listener: (payload: ClientEvents[Name]) => void,
    options?: ListenOptions,
  ): Off {
    this.#connection.open()
    return this.#events.on(name, listener, options)
  }

  /**
   * Signs in by username or e-mail; the session survives reloads where the storage does. `auth.wrong-credentials`,
   * `account.disabled`, or `rate.limited` after too many guesses.
   */
  signIn(input: InputOf<'session.create'>, options?: AskOptions): Promise<SignedIn> {
    return this.#signIn('session.create', input, options)
  }

  /** Makes an account and signs in. `username.taken`, `password.weak`, `signup.invite-needed` and their like. */
  register(input: InputOf<'account.register'>, options?: AskOptions): Promise<SignedIn> {
    return this.#signIn('account.register', input, options)
  }

  /** Enters as a guest; `guest.not-allowed` where the server lets none in. */
  enterAsGuest(displayName: string, options?: AskOptions): Promise<SignedIn> {
    return this.#signIn('guest.create', { displayName }, options)
  }

  /** Makes the first owner by the one-time set-up link's token, and signs in. */
  setUp(input: InputOf<'setup.complete'>, options?: AskOptions): Promise<SignedIn> {
    return this.#signIn('setup.complete', input, options)
  }

  /** True when a session is stored; whether it is still good shows with the first call. */
  async isSignedIn(): Promise<boolean> {
    return (await this.#session?.session()) !== undefined
  }

  /** The id of this sign-in among those that `session.list` answers; undefined when nobody is signed in here. */
  async sessionId(): Promise<string | undefined> {
    return (await this.#session?.session())?.tokens.session
  }

  /**
   * Ends the session on the server, where it can be reached within five seconds, and forgets it here. Messages not sent
   * yet stay in the outbox until the same account signs in again.
   */
  async signOut(): Promise<void> {
    const session = await this.#ownSession().session()
    if (!session) return
    const end = { session: session.tokens.session }
    await this.ask('session.revoke', end, { timeoutMs: 5_000 }).catch(() => undefined)
    await this.#ownSession().forget()
    this.#connection.rest(localError('client.signed-out'))
    this.#connection.actFor(undefined)
  }

  /** Asks any command of the catalogue, typed. Connects if need be. */
  ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Name>,
    options?: AskOptions,
  ): Promise<OutputOf<Name>> {
    return this.#connection.ask(name, { ...input, ...options })
  }

  /** Asks one of the commands that need no sign-in, over REST. */
  askAnonymously<Name extends RestCommand>(
    name: Name,
    input: InputOf<Name>,
    options?: AskOptions,
  ): Promise<OutputOf<Name>> {
    return this.#rest.ask(name, input, options)
  }

  /**
   * Follows a feed beside your own and your rooms' (`directory`, `staff:<room id>`), over every reconnect; `range` tells
   * what changes. Gives the function that ends it. `feed.not-found` where there is none, or none that you may follow.
   */
  async follow(feed: string): Promise<Off> {
    await this.#feeds.follow(feed)
    return () => void this.#feeds.unfollow(feed).catch(() => undefined)
  }

  /** A room, by its id or handle. The same object for the same name. */
  room(ref: string): Room {
    const known = this.#rooms.get(ref)
    if (known) return known
    const room = new Room(ref, {
      connection: this.#connection,
      feeds: this.#feeds,
      people: this.people,
      outbox: this.outbox,
      used: this.#used,
      isHeard: (feed) =>
        this.#events.count('range') > 0 || [...this.#rooms.values()].some((one) => one.hears(feed)),
    })
    this.#rooms.set(ref, room)
    return room
  }

  /** A collection of documents, by its name. The same object for the same name. */
  collection<Data extends object = Record<string, unknown>>(name: string): Collection<Data> {
    const parts = { connection: this.#connection, feeds: this.#feeds, used: this.#used }
    const collection = this.#collections.get(name) ?? new Collection(name, parts)
    this.#collections.set(name, collection)
    // What the documents hold is the program's to know.
    return collection as unknown as Collection<Data>
  }

  /** Connects at once where it would wait before the next attempt, for a "Try now" beside `reconnecting`. */
  retryNow(): void {
    this.#connection.retryNow()
  }

  /** Ends the connection and everything that waits, with `client.closed`. The outbox stays in its storage. */
  close(): void {
    this.#callOff()
    this.#connection.close()
  }

  #ownSession(): SessionTokens {
    if (!this.#session)
      throw new TypeError('This client was given its token; sign in where the token comes from.')
    return this.#session
  }

  async #signIn(...call: Parameters<SessionTokens['signIn']>): Promise<SignedIn> {
    const signedIn = await this.#ownSession().signIn(...call)
    this.people.learn([signedIn.profile])
    const isWanted = this.status !== 'idle'
    // A connection of somebody else, or a refused one, ends here.
    this.#connection.rest()
    this.#connection.actFor(signedIn.account.id)
    if (isWanted) this.#connection.open()
    return signedIn
  }

  /** Lets the connection go when nobody listens and nothing waits any more. */
  readonly #used = (): void => {
    this.#callOff()
    if (this.status === 'idle' || this.status === 'closed') return
    this.#callOff = this.#connection.clock.after(this.#idleMs, () => {
      if (this.#isNeeded()) return
      this.#connection.rest()
      this.#feeds.forgetAll()
    })
  }

  #isNeeded(): boolean {
    const { busy } = this.#connection
    const rooms = [...this.#rooms.values(), ...this.#collections.values()]
    const heard = [this.presence, this.outbox, ...rooms].some(({ listeners }) => listeners > 0)
    return busy || heard || this.#events.count() > 0 || this.outbox.isWaiting
  }
}

function originOfPage(): string {
  const { location } = globalThis as { location?: { origin: string } }
  if (!location) throw new TypeError('Say where the server is: createClient({ url })')
  return location.origin
}
