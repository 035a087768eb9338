import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { serverFeed } from '../feeds/feed-ids.ts'
import { ownOnce } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { unchanged } from '../rooms/load-room.ts'
import { cleanupFact, resumeCollectionCleanups } from './collection-cleanup.ts'
import { loadCollection } from './load-document.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/** Hides the collection in one commit, then erases its documents in steps. */
export async function deleteCollection(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'collection.delete'>,
): Promise<OutputOf<'collection.delete'>> {
  await ports.commits.decide(async () => {
    const { collection } = await loadCollection(ports, caller, input.collection)
    const { id, feed } = collection
    const text = JSON.stringify({ id })
    return {
      once: ownOnce(ports),
      touches: [feed, serverFeed],
      expect: [unchanged(collection)],
      writes: [{ op: 'remove', kind: 'collection', id, feed, text, at: ports.clock.now() }, cleanupFact(id)],
    }
  })
  await resumeCollectionCleanups(ports)
  return {}
}
