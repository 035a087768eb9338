import { resumeAccountCleanups } from './accounts/lifecycle/account-cleanup.ts'
import { removeSpentGuests } from './accounts/lifecycle/spent-guests.ts'
import { resumeCollectionCleanups } from './documents/collection-cleanup.ts'
import type { Ports } from './ports/ports.ts'
import type { Storage } from './ports/store.ts'
import { resumeRoomCleanups } from './rooms/room-cleanup.ts'

export interface Upkeep {
  tombstoneAgeMs: number
  /** Told how many rows and keys were forgotten. */
  purged(count: number): void
  failed(error: unknown): void
}

/** Old enough that nothing is lost by waiting, often enough that a short age is kept. */
const longestPauseMs = 10 * 60_000
const shortestPauseMs = 1_000
const purgedAtOnce = 500

/**
 * What has to be done now and then: clean-ups that a stop left behind, removals and keys that are too old, guests whom
 * nobody can be any more. Begins at once; answers how to stop, which waits for the step under way.
 */
export function startUpkeep(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  storage: Pick<Storage, 'purge'>,
  upkeep: Upkeep,
): () => Promise<void> {
  const pauseMs = Math.min(longestPauseMs, Math.max(shortestPauseMs, upkeep.tombstoneAgeMs / 4))
  let stopped = false
  let isFirst = true
  let cancel: () => void = () => {}
  let round: Promise<void> = Promise.resolve()

  function begin(): void {
    round = run()
  }

  async function run(): Promise<void> {
    try {
      await resumeAccountCleanups(ports)
      await resumeRoomCleanups(ports)
      await resumeCollectionCleanups(ports)
      await purge()
      // Looking for them takes a reader thread, which a start has no need of.
      if (!isFirst) await removeSpentGuests(ports, () => stopped)
    } catch (error) {
      upkeep.failed(error)
    }
    isFirst = false
    if (!stopped) cancel = ports.clock.after(pauseMs, begin)
  }

  /** In slices, so that writers wait for one at most. */
  async function purge(): Promise<void> {
    const now = ports.clock.now()
    const before = { tombstones: now - upkeep.tombstoneAgeMs, keys: now }
    for (;;) {
      if (stopped) return
      const gone = await storage.purge(before, purgedAtOnce)
      if (gone > 0) upkeep.purged(gone)
      if (gone < purgedAtOnce) return
    }
  }

  begin()
  return async () => {
    stopped = true
    cancel()
    await round
  }
}
