import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Which core serves and which one makes the load; undefined where they cannot be kept apart. */
export interface Cores {
  server: string
  generator: string
}

/** Two cores and taskset (util-linux) are needed to keep both sides apart. */
export function chooseCores(): Cores | undefined {
  if (availableParallelism() < 2) return undefined
  const works = spawnSync('taskset', ['-c', '0', 'true']).status === 0
  return works ? { server: '0', generator: '1' } : undefined
}

/** Moves this process, all its threads, to the generator's core. */
export function moveToGenerator(cores: Cores | undefined): void {
  if (cores) spawnSync('taskset', ['-a', '-c', '-p', cores.generator, String(process.pid)])
}

/** The command line that runs a program on the server's core. */
export function onServerCore(cores: Cores | undefined, words: readonly string[]): string[] {
  return cores ? ['taskset', '-c', cores.server, ...words] : [...words]
}
