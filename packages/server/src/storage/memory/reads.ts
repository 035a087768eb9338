import type { Reads } from '../../core/ports/store.ts'
import { nameText } from '../../core/feeds/change-set.ts'
import { changesOf } from './changes.ts'
import { countReads } from './count-reads.ts'
import { listReads } from './list-reads.ts'
import { copyOf, headOf, rowOf, rowsOf, standing, type World } from './world.ts'

export function createReads(world: World): Reads {
  return { ...pointReads(world), ...listReads(world), ...countReads(world) }
}

function pointReads(
  world: World,
): Pick<Reads, 'row' | 'rows' | 'message' | 'once' | 'owner' | 'heads' | 'changes'> {
  return {
    async row(kind, id) {
      return standing(world, kind, (row) => row.id === id)[0]
    },
    async rows(kind, ids) {
      return standing(world, kind, ({ id }) => ids.includes(id))
    },
    async message(id) {
      return rowsOf(world, 'message').find((row) => row.id === id)
    },
    async once(key) {
      const known = world.once.get(key)
      if (!known) return undefined
      return {
        digest: known.digest,
        rows: known.refs.flatMap((ref) => rowOf(world, ref) ?? []).map(copyOf),
      }
    },
    async owner(name) {
      return world.names.get(nameText(name))?.owner
    },
    async heads(feeds) {
      return new Map(feeds.map((feed) => [feed, headOf(world, feed)]))
    },
    async changes(feed, since, bounds) {
      return changesOf(world, feed, since, bounds)
    },
  }
}
