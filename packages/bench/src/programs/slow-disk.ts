import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCE = fileURLToPath(new URL('../../slow-disk/slow-sync.c', import.meta.url))

export interface SlowDisk {
  /** What a program's environment needs to see the disk as this slow. */
  env(milliseconds: number): Record<string, string>
  clear(): void
}

/** A library that delays what syncs; undefined where there is no C compiler to make it. */
export function makeSlowDisk(): SlowDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-slow-'))
  const library = join(folder, 'slow-sync.so')
  const clear = () => rmSync(folder, { recursive: true, force: true })
  const made = spawnSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl'])
  if (made.status === 0) {
    return {
      env: (milliseconds) => ({ LD_PRELOAD: library, SLOW_SYNC_US: String(milliseconds * 1000) }),
      clear,
    }
  }
  clear()
  return undefined
}
