import type { OutputOf } from '@hubbub/protocol'
import { feedsOf } from '../audience.ts'
import type { AccountCaller } from '../caller.ts'
import type { Ports } from '../ports/ports.ts'
import { headOf } from './heads.ts'

/** Where the feeds stand that an account follows by itself; also the first thing a connection is told. */
export async function listHeads(
  ports: Pick<Ports, 'store' | 'settings'>,
  caller: AccountCaller,
): Promise<OutputOf<'feed.heads'>> {
  const feeds = await feedsOf(ports, caller.account, ports.settings.roomsPerAccount)
  const heads = await ports.store.read.heads(feeds)
  return {
    account: caller.account,
    heads: feeds.map((feed) => headOf(ports.store.epoch, feed, heads.get(feed))),
  }
}
