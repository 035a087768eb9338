import type { AccountId, FeedId, OutputOf } from '@hubbub/protocol'
import { feedsOf } from '../audience.ts'
import type { AccountCaller } from '../caller.ts'
import type { Ports } from '../ports/ports.ts'
import { headOf } from './heads.ts'

/** Where the feeds stand that an account follows by itself. */
export async function listHeads(
  ports: Pick<Ports, 'store' | 'settings'>,
  caller: AccountCaller,
): Promise<OutputOf<'feed.heads'>> {
  const feeds = await feedsOf(ports, caller.account, ports.settings.roomsPerAccount)
  return headsOf(ports, caller.account, feeds)
}

/** The same of feeds that are known already: the first thing a connection is told. */
export async function headsOf(
  { store }: Pick<Ports, 'store'>,
  account: AccountId,
  feeds: readonly FeedId[],
): Promise<OutputOf<'feed.heads'>> {
  const heads = await store.read.heads(feeds)
  return { account, heads: feeds.map((feed) => headOf(store.epoch, feed, heads.get(feed))) }
}
