import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createValidators } from '@hubbub/protocol/validate'
import { compose, restoreBackup, type Running } from '../../src/compose.ts'
import { configOf } from '../../src/config/config.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'

export type StorageKind = 'memory' | 'sqlite'

/** The server of a world: the real one, on a port and a folder of its own. */
export interface WorldServer {
  readonly storage: StorageKind
  readonly running: Running
  readonly port: number
  readonly folder: string
  /** Stops it, does what only a stopped server allows, and starts it again on what it kept. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** Forgets all removals so far, as if they were too old; for `restart`. */
  purge(): Promise<void>
  /** Puts a backup in the place of what it kept; for `restart`. */
  restore(file: string): Promise<void>
  stop(): Promise<void>
}

/** Quick hashes, no limits that a test would meet by accident. */
const quick = {
  HUBBUB_PORT: '0',
  HUBBUB_METRICS_PORT: 'off',
  HUBBUB_BACKUPS: 'off',
  HUBBUB_SIGNUP: 'open',
  HUBBUB_LOG_LEVEL: 'silent',
  HUBBUB_RATE_REQUESTS: '1000000',
  HUBBUB_RATE_REGISTER: '1000000',
  HUBBUB_ARGON2_MEMORY: '8192',
  HUBBUB_ARGON2_PASSES: '1',
}

export async function startWorldServer(
  storage: StorageKind,
  environment: Record<string, string>,
): Promise<WorldServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-world-'))
  const config = configOf({ ...quick, HUBBUB_DATA: folder, ...environment })
  const wrong: string[] = []
  let running = await start()

  /** Every answer and every frame is held against its schema. */
  function start(): Promise<Running> {
    const validators = createValidators()
    const note = (what: string, parts: unknown[]): void => {
      if (parts.length > 0) wrong.push(`${what}: ${JSON.stringify(parts)}`)
    }
    return compose(config, {
      inMemory: storage === 'memory',
      onAnswer: (name, json) => note(name, validators.output(name, JSON.parse(json))),
      onFrame: (event, json) => note(event, validators.event(event, JSON.parse(json))),
      onFatal: (failure) => wrong.push(`fatal: ${String(failure)}`),
    })
  }

  return {
    storage,
    folder,
    get running() {
      return running
    },
    get port() {
      return Number(new URL(running.urls[0] ?? '').port)
    },
    async restart(meanwhile) {
      assert.equal(storage, 'sqlite', 'a store in memory does not survive')
      await running.stop()
      await meanwhile?.()
      running = await start()
    },
    async purge() {
      const store = await openSqlite({ folder })
      const now = Date.now() + 1
      while ((await store.purge({ tombstones: now, keys: now }, 500)) > 0);
      await store.close()
    },
    async restore(file) {
      restoreBackup({ from: file, folder, replace: true })
    },
    async stop() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
      assert.deepEqual(wrong, [], 'every answer and every frame is as its schema says')
    },
  }
}
