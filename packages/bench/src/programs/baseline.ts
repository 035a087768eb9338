import { fileURLToPath } from 'node:url'
import type { Cores } from './cores.ts'
import { type Program, startProgram } from './program.ts'

/** Starts one of the plain programs that the server is compared with. */
export function baseline(
  { cores, env }: { cores: Cores | undefined; env?: Record<string, string> },
  name: string,
  script: string,
  args: readonly string[] = [],
): Promise<Program> {
  const path = fileURLToPath(new URL(`../baselines/${script}`, import.meta.url))
  return startProgram({ name, args: [path, ...args], cores, ...(env ? { env } : {}) })
}
