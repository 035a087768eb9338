import type { Put } from '../feeds/change-set.ts'
import { settled } from '../feeds/commits.ts'
import { collectionFeed, serverFeed } from '../feeds/feed-ids.ts'
import { ownOnce } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { unchanged } from '../rooms/load-room.ts'

/** What is left of a collection after its row went: its documents are erased in steps, also after a crash. */
type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

const prefix = 'collection-cleanup.'
const erasedAtOnce = 1_000
const factsAtOnce = 200

/** Names a collection whose documents are not erased yet. Until they are, its name is taken. */
export const cleanupId = (collection: string): string => prefix + collection

export const cleanupFact = (collection: string): Put<'fact'> => ({
  op: 'put',
  kind: 'fact',
  id: cleanupId(collection),
  feed: serverFeed,
  columns: {},
  text: '{}',
})

/** Goes on with the clean-ups of deleted collections; answers how many are done with. */
export async function resumeCollectionCleanups(ports: Needs): Promise<number> {
  const facts = await ports.store.read.inFeed('fact', serverFeed, { after: prefix, limit: factsAtOnce })
  const pending = facts.filter(({ id }) => id.startsWith(prefix))
  for (const { id } of pending) {
    const feed = collectionFeed(id.slice(prefix.length))
    while ((await ports.store.erase(feed, erasedAtOnce)) > 0);
    await forget(ports, id)
  }
  return pending.length
}

async function forget(ports: Needs, id: string): Promise<void> {
  await ports.commits.decide(async () => {
    const fact = await ports.store.read.row('fact', id)
    if (!fact) return settled('forgotten')
    return {
      once: ownOnce(ports),
      touches: [serverFeed],
      expect: [unchanged(fact)],
      writes: [{ op: 'remove', kind: 'fact', id, feed: serverFeed, text: '{}', at: ports.clock.now() }],
    }
  })
}
