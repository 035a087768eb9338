import { readFile, writeFile } from 'node:fs/promises'
import type { FeedHead, Name, Row } from '../../core/feeds/change-set.ts'
import { type KnownKey, newEpoch, newWorld, type World } from './world.ts'

interface Saved {
  epoch: string
  feeds: [string, FeedHead][]
  rows: Row[]
  names: [string, { name: Name; owner: string }][]
  once: [string, KnownKey][]
}

export async function saveWorld(world: World, path: string): Promise<void> {
  const saved: Saved = {
    epoch: world.epoch,
    feeds: [...world.feeds],
    rows: Object.values(world.rows).flatMap((rows) => [...rows.values()]),
    names: [...world.names],
    once: [...world.once],
  }
  await writeFile(path, JSON.stringify(saved), { flag: 'wx' })
}

/** What a backup holds, as another life of the store. */
export async function worldOfBackup(path: string): Promise<World> {
  const saved = JSON.parse(await readFile(path, 'utf8')) as Saved
  const world = newWorld()
  for (const row of saved.rows) world.rows[row.kind].set(row.id, row)
  return {
    ...world,
    epoch: newEpoch(),
    feeds: new Map(saved.feeds),
    names: new Map(saved.names),
    once: new Map(saved.once),
  }
}
