import type { ErrorCode, FeedId } from '@hubbub/protocol'
import type { Socket } from 'socket.io'
import { callerNow, type Proved } from '../core/accounts/authenticate.ts'
import { feedsOf } from '../core/audience.ts'
import type { AccountCaller } from '../core/caller.ts'
import { headsOf } from '../core/feeds/list-heads.ts'
import type { Follower, LiveRange, WireEvent } from '../core/ports/hub.ts'
import { isExpected, problemOf } from '../core/problem.ts'
import { refuse } from '../core/refusal.ts'
import type { Asker, Asking } from './asking.ts'
import { endSocket } from './end-socket.ts'
import type { Entry } from './entries.ts'
import type { ConnectionFacts, RealtimeOptions } from './options.ts'
import { eventText, nativeNamespace, nativePacket, Packet } from './packet.ts'
import type { Rate } from './rate.ts'
import { ReadyAnswer } from './wire-parser.ts'

export interface Arrival {
  socket: Socket
  entry: Entry
  proved: Proved
  /** Shared with the account's other connections. */
  rate: Rate
  asking: Asking
}

/** News that may wait for a connection to open. */
const mostEarly = 1_000

/** One client in `/v1`: what it asks is carried out as its caller, what it follows is told to it. */
export class Connection implements Follower, Asker {
  readonly id: string
  readonly account: string
  readonly session: string | undefined
  readonly key: string | undefined
  readonly facts: ConnectionFacts
  readonly rate: Rate
  readonly entry: Entry
  opened: Promise<void> | undefined
  readonly #options: RealtimeOptions
  readonly #socket: Socket
  /** A key without the right to read rooms may act, but hears nothing. */
  readonly #hears: boolean
  #caller: AccountCaller
  /** Rights may have changed since the caller was read. */
  #isStale = false
  #reading: Promise<void> | undefined
  /** What came before the client was told where its feeds stand; undefined from then on. */
  #early: Packet[] | undefined = []
  #end: ErrorCode | 'shutdown' | undefined

  constructor(options: RealtimeOptions, { socket, entry, proved, rate, asking }: Arrival) {
    const { account, session, key, scopes } = proved.caller
    this.#options = options
    this.#socket = socket
    this.#caller = proved.caller
    this.#hears = !scopes || scopes.includes('rooms.read') || scopes.includes('admin')
    this.id = socket.id
    this.account = account
    this.session = session
    this.key = key
    this.entry = entry
    this.rate = rate
    this.facts = { connection: this.id, account, address: entry.address }
    options.hub.attach(this)
    if (proved.expiresAt !== undefined) options.hub.renew(this.id, proved.expiresAt)
    this.opened = this.#open().then(() => void (this.opened = undefined))
    this.#listen(asking)
    // Its token and headers need not be kept for as long as the connection lasts.
    Object.assign(socket, { handshake: undefined })
  }

  /** Who asks, as the rows say by now. Where nobody stands behind the connection any more it ends. */
  caller(): AccountCaller | Promise<AccountCaller> {
    return this.#isStale || this.#reading || this.#end !== undefined ? this.#callerNow() : this.#caller
  }

  async #callerNow(): Promise<AccountCaller> {
    // Who asks while rights are being read waits too: the old ones may just have been taken away.
    while (this.#isStale || this.#reading) {
      this.#reading ??= this.#read()
      await this.#reading
    }
    if (this.#end !== undefined) throw refuse(this.#end === 'shutdown' ? 'unavailable' : this.#end)
    return this.#caller
  }

  hear({ event, feed }: LiveRange): void {
    if (this.#hears) this.#tell(nativePacket(event, feed), event)
  }

  told(event: WireEvent): void {
    if (this.#hears) this.#tell(nativePacket(event), event)
  }

  left(feed: FeedId): void {
    if (!this.#hears) return
    const event = { name: 'unfollowed', json: JSON.stringify({ feed }) }
    this.#tell(new Packet(eventText(nativeNamespace, event.name, event.json)), event)
  }

  refresh(): void {
    this.#isStale = true
  }

  end(reason: ErrorCode | 'shutdown'): void {
    if (this.#end !== undefined) return
    this.#end = reason
    this.#options.hub.detach(this.id)
    this.#early = undefined
    this.entry.answers.before(reason, () => {
      this.#emit('goodbye', JSON.stringify({ reason }))
      endSocket(this.#socket, reason)
    })
  }

  #listen(asking: Asking): void {
    this.#socket.onAny((event: unknown, ...args: unknown[]) => {
      // Nothing that was parsed from JSON is a function: this is the answer the client waits for.
      const answer =
        typeof args.at(-1) === 'function' ? (args.pop() as (ready: ReadyAnswer) => void) : undefined
      this.entry.answers.hold(asking(this, event, args).then((json) => answer?.(new ReadyAnswer(json))))
    })
    this.#socket.once('disconnect', (reason) => {
      this.#options.hub.detach(this.id)
      // The connection may go on with other namespaces.
      this.entry.end = () => this.#socket.conn.close()
      this.#options.watch.disconnected(this.facts, this.#end ?? reason)
    })
    this.entry.end = (reason) => this.end(reason)
    this.#options.watch.connected(this.facts)
  }

  async #read(): Promise<void> {
    // Before the read: what changes from here on makes the answer stale again.
    this.#isStale = false
    try {
      this.#caller = await callerNow(this.#options.ports, this.#caller)
    } catch (error) {
      this.#isStale = true
      if (isExpected(error)) this.end(problemOf(error).code)
      throw error
    } finally {
      this.#reading = undefined
    }
  }

  /** Attached first and read after: what happens in between is heard, and overlap is harmless. */
  async #open(): Promise<void> {
    try {
      // The session may have ended after it was proved and before the hub knew of this connection.
      this.#isStale = true
      await this.caller()
      if (this.#hears) await this.#join()
      else this.#emit('heads', JSON.stringify({ account: this.account, heads: [] }))
      const early = this.#early ?? []
      this.#early = undefined
      for (const packet of early) this.entry.outbound.say(packet)
    } catch (error) {
      if (!isExpected(error)) this.#options.watch.failed(this.facts, error)
      this.end(problemOf(error).code)
    }
  }

  async #join(): Promise<void> {
    const { ports, hub } = this.#options
    const feeds = await feedsOf(ports, this.account, ports.settings.roomsPerAccount)
    hub.join(this.id, feeds)
    this.#emit('heads', JSON.stringify(await headsOf(ports, this.account, feeds)))
  }

  #tell(packet: Packet, { name, json }: WireEvent): void {
    if (this.#early) {
      if (this.#early.push(packet) > mostEarly) this.end('busy')
      return
    }
    this.#options.onFrame?.(name, json)
    this.entry.outbound.share(packet)
  }

  #emit(name: string, json: string): void {
    if (this.#end !== undefined && name !== 'goodbye') return
    this.#options.onFrame?.(name, json)
    this.entry.outbound.say(new Packet(eventText(nativeNamespace, name, json)))
  }
}
