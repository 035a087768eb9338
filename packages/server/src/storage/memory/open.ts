import { runBatch } from '../../core/feeds/run-batch.ts'
import type { Storage } from '../../core/ports/store.ts'
import { saveWorld } from './backup.ts'
import { createEngine } from './engine.ts'
import { createReads } from './reads.ts'
import { erase, purge } from './upkeep.ts'
import { newWorld, type World } from './world.ts'

/** The reference engine: what the port promises, as plainly as it can be said. For tests; nothing outlives the world. */
export function openMemory(world: World = newWorld()): Storage {
  const engine = createEngine(world)
  return {
    epoch: world.epoch,
    read: createReads(world),
    run: (sets) => runBatch(engine, sets),
    purge: async (before, limit) => purge(world, before, limit),
    erase: async (feed, limit) => erase(world, feed, limit),
    backup: (path) => saveWorld(world, path),
    close: async () => {},
  }
}
