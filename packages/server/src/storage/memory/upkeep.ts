import type { FeedId } from '@hubbub/protocol'
import type { Row } from '../../core/feeds/change-set.ts'
import { type Kind, keepsTombstones } from '../../core/feeds/kinds.ts'
import { headOf, rowOf, type World } from './world.ts'

/** Forgets tombstones removed, and keys expired, before these instants. A feed's floor rises to what it forgot. */
export function purge(world: World, before: { tombstones: number; keys: number }, limit: number): number {
  const old = allRows(world).filter(
    (row) => row.removedAt !== null && row.removedAt < before.tombstones && !keepsTombstones.has(row.kind),
  )
  const going = old.slice(0, limit)
  for (const row of going) raiseFloor(world, row.feed, row.version)
  forget(world, going)
  return going.length + forgetKeys(world, before.keys, limit - going.length)
}

/** Whoever has an older version of an erased feed must start over. */
export function erase(world: World, feed: FeedId, limit: number): number {
  const going = allRows(world)
    .filter((row) => row.feed === feed)
    .slice(0, limit)
  if (going.length > 0) raiseFloor(world, feed, headOf(world, feed).version)
  forget(world, going)
  return going.length
}

function allRows(world: World): Row[] {
  return (Object.keys(world.rows) as Kind[]).flatMap((kind) => [...world.rows[kind].values()])
}

function raiseFloor(world: World, feed: FeedId, version: number): void {
  const head = headOf(world, feed)
  world.feeds.set(feed, { ...head, floor: Math.max(head.floor, version) })
}

/** A key without an end of its own goes with the last of its rows. */
function forget(world: World, rows: readonly Row[]): void {
  for (const row of rows) world.rows[row.kind].delete(row.id)
  for (const [key, { refs, expires }] of world.once) {
    const touched = refs.some((ref) => rows.some(({ kind, id }) => kind === ref.kind && id === ref.id))
    if (expires === null && touched && !refs.some((ref) => rowOf(world, ref))) world.once.delete(key)
  }
}

function forgetKeys(world: World, before: number, limit: number): number {
  const going = [...world.once]
    .filter(([, { expires }]) => expires !== null && expires < before)
    .slice(0, limit)
  for (const [key] of going) world.once.delete(key)
  return going.length
}
