import { countedText, isOwnKey, nameText, type RowKey } from '../../core/feeds/change-set.ts'
import { type Loaded, nothingLoaded } from '../../core/feeds/decide.ts'
import type { Wanted } from '../../core/ports/engine.ts'
import type { Connection } from './connection.ts'
import { knownHead, knownRow } from './reads/known.ts'
import { readCount, readKey, readOwner } from './reads/points.ts'
import type { RowCache } from './reads/row-cache.ts'

/** Reads what a batch wants, inside the transaction that will write it. */
export function load(connection: Connection, cache: RowCache, wanted: Wanted): Loaded {
  const loaded = nothingLoaded()
  for (const feed of wanted.feeds) loaded.feeds.set(feed, knownHead(connection, cache, feed))
  for (const row of wanted.rows) loadRow(connection, cache, loaded, row)
  for (const key of wanted.keys) {
    const known = isOwnKey(key) ? undefined : readKey(connection, key)
    if (!known) continue
    loaded.once.set(key, known)
    for (const ref of known.refs) loadRow(connection, cache, loaded, ref)
  }
  for (const name of wanted.names) {
    const owner = readOwner(connection, name)
    if (owner !== undefined) loaded.names.set(nameText(name), owner)
  }
  for (const counted of wanted.counts) loaded.counts.set(countedText(counted), readCount(connection, counted))
  return loaded
}

/** The answer to a repeat tells where the feeds of its rows stand, whether the set touches them or not. */
function loadRow(connection: Connection, cache: RowCache, loaded: Loaded, key: RowKey): void {
  if (loaded.rows.has(key)) return
  const row = knownRow(connection, cache, key)
  if (!row) return
  loaded.rows.set(key, row)
  if (!loaded.feeds.has(row.feed)) loaded.feeds.set(row.feed, knownHead(connection, cache, row.feed))
}
