import type { Config } from '../../config/config.ts'

export type Verdict = 'ok' | 'warning' | 'fault'

/** One thing that was looked at. */
export interface Finding {
  check: string
  verdict: Verdict
  /** What was found, in numbers where there are any; never a secret. */
  found: string
  /** What to do about it. */
  remedy?: string
}

/** What the checks look at. */
export interface Situation {
  config: Config
  /** The data folder, from the root. */
  folder: string
  /** The server that runs on it. */
  running: { pid: number } | undefined
  /** How many sockets the installation shall be fit for. */
  sockets: number
}

export type Check = (situation: Situation) => Finding | readonly Finding[] | Promise<readonly Finding[]>

/** Findings of one check. */
export function findingsOf(check: string) {
  return {
    ok: (found: string): Finding => ({ check, verdict: 'ok', found }),
    warning: (found: string, remedy: string): Finding => ({ check, verdict: 'warning', found, remedy }),
    fault: (found: string, remedy: string): Finding => ({ check, verdict: 'fault', found, remedy }),
  }
}
