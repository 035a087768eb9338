import { createBatcher } from '../src/core/feeds/batcher.ts'
import type { Committed } from '../src/core/feeds/change-set.ts'
import { createCommits } from '../src/core/feeds/commits.ts'
import type { Clock } from '../src/core/ports/clock.ts'
import type { Ports } from '../src/core/ports/ports.ts'
import type { Storage } from '../src/core/ports/store.ts'
import { standardSettings } from '../src/core/settings.ts'
import { createHub, type HubBounds, type NodeHub } from '../src/fan-out/hub.ts'
import { createArgon2Passwords } from '../src/platform/argon2-passwords.ts'
import { createGuesses } from '../src/platform/guesses.ts'
import { createHashQueue } from '../src/platform/hash-queue.ts'
import { createJoseTokens } from '../src/platform/jose-tokens.ts'
import { createRandomIds } from '../src/platform/random-ids.ts'
import { sha256Digests } from '../src/platform/sha256-digests.ts'
import { openMemory } from '../src/storage/memory/open.ts'

export interface CorePortsOptions {
  clock: Clock
  storage?: Storage | undefined
  settings?: Partial<Ports['settings']> | undefined
  passwords?: Ports['passwords'] | undefined
  hubBounds?: HubBounds | undefined
  /** Told of everything that was committed, in order. */
  heard?(committed: readonly Committed[]): void
}

/** Argon2id at its least cost: what is tested is rules, not strength. */
const cheap = { cost: { memory: 64, passes: 1, parallelism: 1 } }

/** All that the core needs, as real as in a server, before a clock of the test's. */
export function corePorts(options: CorePortsOptions): { ports: Ports; hub: NodeHub } {
  const { clock, storage = openMemory(), settings, passwords, hubBounds } = options
  const store = createBatcher(storage, { sets: 512, bytes: 8_000_000, waiting: 10_000 }, (some) => {
    options.heard?.(some)
    hub.deliver(some)
  })
  const hub = createHub({
    store,
    clock,
    bounds: hubBounds ?? { feedsPerConnection: 50, signalDeliveriesPerSecond: 1_000 },
    report: (failure) => {
      throw failure
    },
  })
  const secret = new Uint8Array(32).fill(7)
  const ports: Ports = {
    store,
    commits: createCommits(store, clock),
    clock,
    ids: createRandomIds(clock),
    digests: sha256Digests,
    passwords:
      passwords ?? createArgon2Passwords({ ...cheap, queue: createHashQueue({ running: 4, waiting: 200 }) }),
    tokens: createJoseTokens({ secret, issuer: 'hubbub', audience: 'hubbub', clock }),
    guesses: createGuesses(),
    live: hub,
    settings: {
      serverName: 'Lighthouse',
      version: '0.1.0',
      signup: 'open',
      guests: true,
      publicUrl: () => 'https://chat.example',
      accessTokenSeconds: 900,
      refreshTokenSeconds: 30 * 24 * 3600,
      ...standardSettings,
      roomsPerAccount: 100,
      membersPerRoom: 100,
      contractQuota: { rows: 1_000, bytes: 1_000_000 },
      ...settings,
    },
  }
  return { ports, hub }
}
