import type { InputOf, OutputOf } from '@hubbub/protocol'
import { mayFollow } from '../audience.ts'
import type { AccountCaller } from '../caller.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { headOf } from './heads.ts'

/** Follows a feed beside the caller's own. Subscribes first and reads after; overlap is harmless. */
export async function followFeed(
  ports: Pick<Ports, 'store' | 'live'>,
  caller: AccountCaller,
  { feed }: InputOf<'feed.follow'>,
): Promise<OutputOf<'feed.follow'>> {
  const connection = connectionOf(caller)
  if (!(await mayFollow(ports, caller, feed))) throw refuse('feed.not-found')
  if (!ports.live.follow(connection, feed)) throw refuse('feed.too-many')
  // Rights may have been taken between the check and the subscription; from here on the hub would see it.
  if (!(await mayFollow(ports, caller, feed))) {
    ports.live.unfollow(connection, feed)
    throw refuse('feed.not-found')
  }
  const head = (await ports.store.read.heads([feed])).get(feed)
  return { head: headOf(ports.store.epoch, feed, head) }
}

export async function unfollowFeed(
  ports: Pick<Ports, 'live'>,
  caller: AccountCaller,
  { feed }: InputOf<'feed.unfollow'>,
): Promise<OutputOf<'feed.unfollow'>> {
  ports.live.unfollow(connectionOf(caller), feed)
  return {}
}

/** Commands of the socket are asked over one. */
export function connectionOf({ connection }: AccountCaller): string {
  if (connection === undefined)
    throw refuse('request.unknown-command', { detail: 'This is asked on the socket only.' })
  return connection
}
