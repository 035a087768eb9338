import type { AccountId, ErrorCode, FeedId, Presence } from '@hubbub/protocol'
import type { Committed } from '../core/feeds/change-set.ts'
import { userFeed } from '../core/feeds/feed-ids.ts'
import type { Cancel, Clock } from '../core/ports/clock.ts'
import type { Follower, Hub, WireEvent } from '../core/ports/hub.ts'
import type { ProfileHint, Signal } from '../core/ports/live.ts'
import type { Store } from '../core/ports/store.ts'
import { refuse } from '../core/refusal.ts'
import { Delivery } from './delivery.ts'
import { createDeliveryBudget, type DeliveryBudget } from './delivery-budget.ts'
import { type Attached, Followers } from './followers.ts'
import { createPresenceBoard, type PresenceBoard } from './presence.ts'
import { createRights, type Rights } from './rights.ts'
import { createSafely, type Safely } from './safely.ts'
import { listenersOf, profileEvent, signalEvent } from './signals.ts'

export interface HubOptions {
  store: Store
  clock: Clock
  bounds: HubBounds
  /** Told what went wrong inside; nothing of it may stop the news. */
  report(error: unknown): void
}

export interface HubBounds {
  /** Feeds that one connection may ask for, beside its account's own. */
  feedsPerConnection: number
  /** Signals are counted in deliveries, per sender. */
  signalDeliveriesPerSecond: number
}

/** The hub of a node, with what its operator wants to see. */
export interface NodeHub extends Hub {
  counts(): { connections: number; accounts: number; feeds: number }
  /** Ends what runs by itself; nobody is told. */
  stop(): void
}

export function createHub(options: HubOptions): NodeHub {
  return new HubOfNode(options)
}

class HubOfNode implements NodeHub {
  readonly #options: HubOptions
  readonly #followers = new Followers()
  readonly #presence: PresenceBoard
  readonly #budget: DeliveryBudget
  readonly #rights: Rights
  readonly #safely: Safely
  /** Ends of tokens, by connection. */
  readonly #lives = new Map<string, Cancel>()

  constructor(options: HubOptions) {
    const { clock, bounds, store, report } = options
    this.#options = options
    this.#safely = createSafely(report)
    this.#rights = createRights(store, this.#followers, report)
    this.#budget = createDeliveryBudget(clock, bounds.signalDeliveriesPerSecond)
    this.#presence = createPresenceBoard(clock, (connection, json) => {
      const watcher = this.#followers.get(connection)?.follower
      if (watcher) this.#tell(new Set([watcher]), { name: 'presence', json })
    })
  }

  attach(follower: Follower): void {
    this.#followers.add(follower)
    if (follower.account !== undefined) this.#presence.appear(follower.id, follower.account)
  }

  detach(id: string): void {
    const attached = this.#followers.get(id)
    if (!attached) return
    this.#followers.remove(attached)
    this.#presence.vanish(id)
    this.#lives.get(id)?.()
    this.#lives.delete(id)
  }

  join(id: string, feeds: Iterable<FeedId>): void {
    const attached = this.#followers.get(id)
    if (!attached) return
    for (const feed of feeds) {
      if (!attached.lost?.has(feed)) this.#followers.follow(attached, feed)
    }
    attached.lost = undefined
  }

  follow(connection: string, feed: FeedId): boolean {
    const attached = this.#followers.get(connection)
    if (!attached || attached.feeds.has(feed)) return true
    attached.asked ??= new Set()
    if (attached.asked.size >= this.#options.bounds.feedsPerConnection) return false
    attached.asked.add(feed)
    this.#followers.follow(attached, feed)
    return true
  }

  unfollow(connection: string, feed: FeedId): void {
    const attached = this.#followers.get(connection)
    if (attached?.asked?.has(feed)) this.#followers.unfollow(attached, feed)
  }

  deliver(committed: readonly Committed[]): void {
    new Delivery({
      epoch: this.#options.store.epoch,
      followers: this.#followers,
      rights: this.#rights,
      safely: this.#safely,
      end: (attached, reason) => this.#end(attached, reason),
    }).run(committed)
  }

  signal(signal: Signal): number {
    const { channel, from, except } = signal
    const wait = this.#budget.spend(from, this.#followers.following(channel).size)
    if (wait > 0) throw refuse('rate.limited', { retryAfter: wait })
    return this.#tell(listenersOf(this.#followers, [channel], except), signalEvent(signal))
  }

  profileChanged(hint: ProfileHint): void {
    const feeds = [userFeed(hint.account), ...hint.rooms]
    this.#tell(listenersOf(this.#followers, feeds), profileEvent(hint))
  }

  watch(connection: string, accounts: readonly AccountId[]): void {
    if (this.#followers.get(connection)) this.#presence.watch(connection, accounts)
  }

  setPresence(connection: string, _account: AccountId, state: 'online' | 'away'): void {
    this.#presence.set(connection, state)
  }

  presenceOf(accounts: readonly AccountId[]): Presence[] {
    return this.#presence.of(accounts)
  }

  renew(connection: string, expiresAt: number): void {
    const attached = this.#followers.get(connection)
    if (!attached) return
    const { clock } = this.#options
    this.#lives.get(connection)?.()
    const end = () => this.#end(attached, 'auth.expired-token')
    this.#lives.set(connection, clock.after(expiresAt - clock.now(), end))
  }

  end(reason: 'shutdown'): void {
    for (const attached of this.#followers.all()) this.#end(attached, reason)
    this.stop()
  }

  stop(): void {
    this.#presence.stop()
    for (const cancel of this.#lives.values()) cancel()
    this.#lives.clear()
  }

  counts(): { connections: number; accounts: number; feeds: number } {
    return this.#followers.counts()
  }

  /** Silent from here on, whatever its connection still does. */
  #end(attached: Attached, reason: ErrorCode | 'shutdown'): void {
    this.detach(attached.follower.id)
    this.#safely(() => attached.follower.end(reason))
  }

  #tell(listeners: ReadonlySet<Follower>, event: WireEvent): number {
    for (const listener of listeners) this.#safely(() => listener.told(event))
    return listeners.size
  }
}
