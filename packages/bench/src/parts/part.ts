import type { Outcome } from '../loads/rounds.ts'
import type { Cores } from '../programs/cores.ts'

export interface Setting {
  cores: Cores | undefined
  /** The bundle that is measured. */
  bundle: string | undefined
  profile: string | undefined
  /** Whether a start from a fresh clone is measured too. */
  cold: boolean
  rounds: number
  tries: number
  windowMs: number
  /** How much smaller than planned, for a quick look: 1 is the real thing. */
  scale: number
  say(line: string): void
}

/** Figures of several programs side by side. */
export interface Table {
  title: string
  /** What a figure counts, such as `deliveries`. */
  counts: string
  outcomes: Outcome[]
  /** What the ratios are of; server CPU where left out. */
  decidedBy?: 'perServerSecond' | 'perSecond'
}

/** A single figure, where there is nothing to put beside it. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** The same measured on something plain. */
  beside?: { name: string; value: number }
  note?: string
}

export interface PartResult {
  tables: Table[]
  figures: Figure[]
  /** What was left out, and why. */
  skipped: string[]
}

export interface Part {
  name: string
  title: string
  run(setting: Setting): Promise<PartResult>
}

export function resultOf(part: Partial<PartResult>): PartResult {
  return { tables: [], figures: [], skipped: [], ...part }
}

/** A planned number at the asked scale. */
export function scaled({ scale }: Setting, number: number): number {
  return Math.max(1, Math.round(number * scale))
}
