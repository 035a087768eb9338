import { countedText, nameText } from '../../core/feeds/change-set.ts'
import { type Loaded, nothingLoaded, type Plan } from '../../core/feeds/decide.ts'
import type { Engine, Wanted } from '../../core/ports/engine.ts'
import { copyOf, headOf, rowOf, standing, type World } from './world.ts'

/** Nothing can come between load and apply here, so there is nothing to lock and nothing to roll back. */
export function createEngine(world: World): Engine {
  return {
    async load(wanted) {
      return load(world, wanted)
    },
    async apply(plan) {
      apply(world, plan)
    },
    async abandon() {},
    isFatal: () => false,
  }
}

function load(world: World, wanted: Wanted): Loaded {
  const loaded = nothingLoaded()
  for (const feed of wanted.feeds) loaded.feeds.set(feed, headOf(world, feed))
  const keys = [...wanted.rows]
  for (const key of wanted.keys) {
    const known = world.once.get(key)
    if (!known) continue
    loaded.once.set(key, known)
    keys.push(...known.refs)
  }
  for (const key of keys) {
    const row = rowOf(world, key)
    if (!row) continue
    loaded.rows.set(key, copyOf(row))
    loaded.feeds.set(row.feed, headOf(world, row.feed))
  }
  for (const name of wanted.names) {
    const held = world.names.get(nameText(name))
    if (held) loaded.names.set(nameText(name), held.owner)
  }
  for (const counted of wanted.counts) {
    const { length } = standing(world, counted.count, ({ feed }) => feed === counted.feed)
    loaded.counts.set(countedText(counted), length)
  }
  return loaded
}

function apply(world: World, plan: Plan): void {
  for (const row of plan.made)
    if (rowOf(world, row)) throw new Error(`there is a ${row.kind} ${row.id} already`)
  for (const row of plan.rows) world.rows[row.kind].set(row.id, copyOf(row))
  for (const [feed, head] of plan.heads) world.feeds.set(feed, { ...head })
  for (const [text, { name, owner }] of plan.names) {
    if (owner === null) world.names.delete(text)
    else world.names.set(text, { name, owner })
  }
  for (const { key, ...known } of plan.once) world.once.set(key, known)
}
