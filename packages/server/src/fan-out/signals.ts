import type { FeedId } from '@hubbub/protocol'
import type { Follower, WireEvent } from '../core/ports/hub.ts'
import type { ProfileHint, Signal } from '../core/ports/live.ts'
import type { Followers } from './followers.ts'

/** A signal as all who get it see it. */
export function signalEvent({ channel, name, from, data }: Signal): WireEvent {
  return { name: 'signal', json: JSON.stringify({ channel, name, from, data }) }
}

export function profileEvent({ profile }: ProfileHint): WireEvent {
  return { name: 'profile', json: `{"profile":${profile}}` }
}

/** Who follows one of these feeds now, each once; those whose rights to it are being looked at do not count. */
export function listenersOf(followers: Followers, feeds: readonly FeedId[], except?: string): Set<Follower> {
  const listeners = new Set<Follower>()
  for (const feed of feeds) {
    for (const { follower, paused } of followers.following(feed)) {
      if (follower.id !== except && !paused?.has(feed)) listeners.add(follower)
    }
  }
  return listeners
}
