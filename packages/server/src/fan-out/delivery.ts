import type { AccountId, ErrorCode, FeedId } from '@hubbub/protocol'
import { type Effect, effectsOf } from '../core/audience.ts'
import type { Committed } from '../core/feeds/change-set.ts'
import { partsOfFeed } from '../core/feeds/feed-ids.ts'
import type { LiveRange } from '../core/ports/hub.ts'
import type { Attached, Followers } from './followers.ts'
import { News } from './news.ts'
import type { Rights } from './rights.ts'
import type { Safely } from './safely.ts'

export interface DeliveryNeeds {
  epoch: string
  followers: Followers
  rights: Rights
  safely: Safely
  end(attached: Attached, reason: ErrorCode): void
}

interface Place {
  account: AccountId
  feed: FeedId
}

/**
 * Hands out what one turn brought. Effects take hold between the sets: what came before is handed out first, so that
 * who was removed has heard exactly what happened while they were there, and who joined begins with the row that made
 * them a member.
 */
export class Delivery {
  readonly #needs: DeliveryNeeds
  readonly #news: News

  constructor(needs: DeliveryNeeds) {
    this.#needs = needs
    this.#news = new News(needs.epoch)
  }

  run(committed: readonly Committed[]): void {
    const { followers } = this.#needs
    for (const { rows } of committed) {
      for (const row of rows) for (const effect of effectsOf(row)) this.#takeHold(effect)
      for (const row of rows) if (followers.following(row.feed).size > 0) this.#news.add(row)
    }
    this.#handOut()
  }

  #takeHold(effect: Effect): void {
    switch (effect.does) {
      case 'join':
        return this.#join(effect)
      case 'leave':
        return this.#leave(effect)
      case 'end':
        return this.#end(effect)
      case 'refresh':
        return this.#refresh(effect.account)
      case 'recheck':
        this.#handOut(effect.feed)
        return this.#needs.rights.recheck(this.#needs.followers.following(effect.feed), effect.feed)
    }
  }

  #join({ account, feed }: Place): void {
    const { followers } = this.#needs
    for (const attached of followers.of(account)) {
      attached.lost?.delete(feed)
      // From now on it is followed by itself, and leaving the room ends it.
      attached.asked?.delete(feed)
      if (attached.feeds.has(feed)) continue
      this.#handOut(feed)
      followers.follow(attached, feed)
    }
  }

  #leave({ account, feed }: Place): void {
    const { followers, safely } = this.#needs
    for (const attached of followers.of(account)) {
      attached.lost?.add(feed)
      if (attached.feeds.has(feed)) {
        this.#handOut(feed)
        followers.unfollow(attached, feed)
        safely(() => attached.follower.left(feed))
      }
      // Being in the room may have opened a collection.
      if (partsOfFeed(feed).type === 'room') this.#recheckAsked(attached)
    }
  }

  #end({ account, session, key }: Extract<Effect, { does: 'end' }>): void {
    const isMeant = ({ follower }: Attached) =>
      (session === undefined || follower.session === session) && (key === undefined || follower.key === key)
    const meant = this.#needs.followers.of(account).filter(isMeant)
    if (meant.length === 0) return
    this.#handOut()
    const isWhole = session === undefined && key === undefined
    for (const attached of meant)
      this.#needs.end(attached, isWhole ? 'account.disabled' : 'auth.invalid-token')
  }

  #refresh(account: AccountId): void {
    for (const attached of this.#needs.followers.of(account)) {
      this.#needs.safely(() => attached.follower.refresh())
      this.#recheckAsked(attached)
    }
  }

  #recheckAsked(attached: Attached): void {
    for (const feed of attached.asked ?? []) this.#handOut(feed)
    this.#needs.rights.recheckAsked(attached)
  }

  /** What there is so far of one feed, or of all. */
  #handOut(feed?: FeedId): void {
    for (const range of this.#news.take(feed)) this.#give(range)
  }

  #give(range: LiveRange): void {
    const { followers, safely } = this.#needs
    for (const { follower, paused } of followers.following(range.feed)) {
      const pause = paused?.get(range.feed)
      if (pause) pause.held.push(range)
      else safely(() => follower.hear(range))
    }
  }
}
