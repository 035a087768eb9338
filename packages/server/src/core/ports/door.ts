import type { AccountId, FeedId, Problem, Rules, StandingMessage } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { ContractCommands } from '../contracts/contract-commands.ts'
import type { Core } from '../index.ts'
import type { Chatroom } from '../rooms/older/chatrooms.ts'
import type { Clock } from './clock.ts'
import type { ContractTokens } from './contract-tokens.ts'
import type { LiveRange, WireEvent } from './hub.ts'
import type { Ids } from './ids.ts'
import type { CreateLimiter } from './limiter.ts'

/**
 * Everything a dialect is given, and nothing else. It is made for one dialect: callers, rooms, tokens and log lines are
 * its own. `http/older` and `realtime/older` implement a half each and know no dialect.
 */
export interface Door {
  /** What the service was called. */
  readonly name: string
  /** The one door of the core. Inputs are the dialect's to bound; what it asks is of its own making. */
  readonly ask: Core['ask']
  /** What only contracts may ask. Takes the same callers. */
  readonly contract: ContractCommands
  readonly clock: Clock
  readonly ids: Ids
  readonly log: DoorLog
  readonly settings: DoorSettings
  readonly createLimiter: CreateLimiter
  readonly tokens: ContractTokens
  readonly http: HttpDoor
  readonly sockets: SocketDoor
  readonly feeds: FeedDoor
  /** The built-in bot `contract:<name>`, whoever asks. Where a key may be needed, ask the request or the socket instead. */
  bot(from: Edge): AccountCaller
  /** An account that proved itself to this dialect, as the rows say now. Refuses `auth.invalid-token` where it is gone. */
  callerOf(account: AccountId, from: Edge): Promise<AccountCaller>
  /** Makes the dialect's collection at the first start; only admins and the contract reach it unless `rules` say more. */
  ensureCollection(name: string, rules?: Rules): Promise<void>
}

export interface Edge {
  address: string
  connection?: string | undefined
}

/** Ids and reasons; never what was written, never a secret. */
export interface DoorLog {
  debug(facts: object, words: string): void
  info(facts: object, words: string): void
  warn(facts: object, words: string): void
  /** What went wrong stands in `err`. */
  error(facts: object, words: string): void
}

/** What an operator chose, as far as dialects depend on it. */
export interface DoorSettings {
  readonly signup: 'open' | 'invite' | 'closed'
  readonly guests: boolean
  /** Within an hour. */
  readonly registrationsPerAddress: number
  readonly lobbyGraceMs: number
  /** Within the life of a token. */
  readonly lobbyNamesPerAddress: number
  readonly broadcastsPerSocket: number
  readonly broadcastsInAll: number
  readonly userAccountsLimited: boolean
  readonly userAccountsHeaders: boolean
}

/** Whether a contract without sign-in answers anybody, or asks for a key (decision 15). */
export type Exposure = 'open' | 'protected'

// ---- HTTP

export interface HttpDoor {
  /** The paths with this dialect's manners; routes lie below them. */
  zone(zone: DoorZone): void
  /** Mounts `/a/:b` and `/a/:b/`. What it throws takes the zone's shape. Literal paths win over parameters. */
  route(method: DoorMethod, path: string, answer: DoorRoute): void
}

export type DoorMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type DoorRoute = (request: DoorRequest) => DoorAnswer | Promise<DoorAnswer>

export interface DoorZone {
  /** Whole segments: `/api/user` does not cover `/api/users`. */
  prefixes: readonly string[]
  /** How a refusal looks here: also bad JSON, a body too large, an unknown path and a wrong method. */
  reply(problem: Problem, request: ProblemPlace): ShapedProblem
  /** `any`: pages of every origin may read the answers. `own`: only ours and listed ones. */
  origins: 'any' | 'own'
  /** The prefixes are found in any mix of cases; parameters stay as they are. */
  anyCase?: boolean
  rate?: ZoneRate
}

/** A bound per client for these prefixes alone, beside the general one. Beyond it: the refusal `rate.limited`. */
export interface ZoneRate {
  perSecond: number
  /** Headers of every answer below the prefixes. */
  headers?(left: RateLeft): Readonly<Record<string, string>>
}

export interface RateLeft {
  limit: number
  remaining: number
  /** Seconds until the whole window is there again. */
  resetSeconds: number
}

export interface ProblemPlace {
  readonly method: string
  readonly path: string
}

export interface ShapedProblem {
  status: number
  body: unknown
  headers?: Readonly<Record<string, string>>
}

export interface DoorRequest extends ProblemPlace {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed and bounded JSON; undefined where there was no body. */
  readonly body: unknown
  readonly address: string
  readonly exposure: Exposure
  header(name: string): string | undefined
  /** The contract's bot where it is open, or where the request shows a key; else refuses `auth.required`. */
  caller(): Promise<AccountCaller>
}

/** At most one of `body`, `json`, `text` and `stream`; with none the answer is empty. */
export interface DoorAnswer {
  status: number
  /** Written as JSON. */
  body?: unknown
  /** JSON that is ready. */
  json?: string
  /** With the content type of `headers`. */
  text?: string
  /** JSON in pieces; two at once for each client. It is read only as fast as the client reads. */
  stream?: AsyncIterable<string>
  headers?: Readonly<Record<string, string>>
}

// ---- Sockets

/** `/socket.io` is a namespace of the chatrooms contract, which its clients reach by a URL. */
export type DoorNamespace = '/' | '/socket.io'

export interface SocketDoor {
  /** Lets anybody enter, for what a dialect only tells. What follows opens its namespaces by itself. */
  open(namespaces: readonly DoorNamespace[]): void
  /** Events that clients send. */
  on(events: SocketEvents): void
  /**
   * Who may show a token in the handshake. Answers how to read what was proved of a socket; undefined for those that
   * showed none of this dialect's. A namespace other than `/` lets only them in.
   */
  identify<T extends object>(identities: Identities<T>): (socket: DoorSocket) => T | undefined
  /** Told of each socket once it is in. */
  arrived(namespaces: readonly DoorNamespace[], listener: (socket: DoorSocket) => void): void
  /** Tells who has joined, in both namespaces. Encoded once for all. */
  emitTo(room: string, event: string, payload: unknown): void
  /** The sockets that have joined. */
  inRoom(room: string): DoorSocket[]
  /**
   * Tells the sockets of `/`. `entitled` leaves out pages of foreign origins and, where the contract is protected,
   * sockets that showed no key.
   */
  emitToAll(event: string, payload: unknown, audience: 'everybody' | 'entitled'): void
}

export interface SocketEvents {
  namespaces: readonly DoorNamespace[]
  /** What the socket that asked gets as `error`, and alone. */
  error(problem: Problem, event: string, payload: unknown): object
  /** By name. What a listener gives is the answer of an acknowledgement; undefined is one without arguments. */
  events: Readonly<Record<string, SocketListener>>
  /** Where it says no, the event is not this dialect's, and nothing happens at all. Sees payloads of any kind. */
  isMeant?(event: string, payload: unknown): boolean
}

/** Its payload is JSON within bounds; undefined where there was none. What it throws becomes `error`. */
export type SocketListener = (socket: DoorSocket, payload: unknown) => unknown

export interface Identities<T extends object> {
  namespaces: readonly DoorNamespace[]
  /** `undefined`: not a token of this dialect. `refused`: ours, but of no use; the words are the `connect_error`. */
  prove(token: string, from: Edge): Promise<Identity<T> | { refused: string } | undefined>
  /** The `connect_error` of a namespace that needs a token, without one. */
  missing?: string
}

export interface Identity<T extends object> {
  is: T
  /** The socket takes one of this account's seats, and closes when the account ends. */
  account?: AccountId
}

/** One socket as one dialect sees it; the same object for as long as it lives, so it may be a key. */
export interface DoorSocket {
  readonly id: string
  readonly namespace: DoorNamespace
  readonly address: string
  /** Its page is neither ours nor listed: no event-bus, no broadcasts (decision 11). */
  readonly isForeign: boolean
  readonly exposure: Exposure
  /** The contract's bot where it is open, or where the socket showed a key; else refuses. Foreign pages are refused. */
  caller(): Promise<AccountCaller>
  emit(event: string, payload: unknown): void
  /** Rooms are the dialect's own; no name reaches another dialect's room or a socket. */
  join(room: string): void
  leave(room: string): void
  isIn(room: string): boolean
  /** It speaks for this account from now on; as `Identity.account`. Refuses `connection.too-many`. */
  signedIn(account: AccountId): void
  onClose(listener: () => void): void
  close(): void
}

// ---- Feeds

export interface FeedDoor {
  /** From now on; nothing that was before is told. Answers how to stop. */
  follow(feed: FeedId, ear: FeedEar): () => void
  /** What happens in the rooms of people who are on this node. */
  followRooms(ear: RoomsEar): LiveRooms
}

export interface FeedEar {
  /** In order, within the turn of the commit, before who asked is answered. */
  hear(range: LiveRange): void
  /** A signal on the feed's channel. */
  told?(event: WireEvent): void
}

/** Told within the turn of the commit, as `FeedEar.hear`. */
export interface RoomsEar {
  /** Once for each new message, however many of them are in its room. */
  said(message: StandingMessage): void
  /** Somebody else made a room with them in it. Told once it was read. */
  added(account: AccountId, room: Chatroom): void
  /** The room is no more; `left` follows. */
  ended(account: AccountId, room: Pick<Chatroom, 'id' | 'name'>): void
  left(account: AccountId, room: string): void
}

export interface LiveRooms {
  /** They are here until the answer is called, as often as they came. */
  come(account: AccountId): () => void
  /** Calls `admit` where they may hear the room: until `left` they may. Refuses `access.denied` who knows of it only. */
  enter(account: AccountId, room: string, admit: () => void): Promise<void>
  stop(): void
}
