import { spawnSync } from 'node:child_process'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Where and of what a result was made. */
export interface Surroundings {
  /** Short hash; ends in `+` where the working copy differs from it. */
  commit: string
  /** RFC 3339, UTC. */
  at: string
  node: string
  cpu: string
  cores: number
  memoryGb: number
  system: string
}

export function surroundings(): Surroundings {
  return {
    commit: commit(),
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release().split('-')[0] ?? ''} ${process.arch}`,
  }
}

function commit(): string {
  const hash = git('rev-parse', '--short', 'HEAD')
  // Results and pages made from results do not make it another program.
  const program = [':/packages/server', ':/packages/protocol', ':/package-lock.json']
  const changed = git('status', '--porcelain', '--', ...program)
  return changed === '' ? hash : `${hash}+`
}

function git(...args: string[]): string {
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  return spawnSync('git', args, { cwd, encoding: 'utf8' }).stdout.trim() || ''
}
