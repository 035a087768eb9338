import type { Outcome } from '../loads/rounds.ts'
import type { Figure, Table } from '../parts/part.ts'

/** A table as text for a terminal, and the same cells for a page. */
export interface Cells {
  head: string[]
  rows: string[][]
}

/** The server stands first; the ratio says how much it does compared with each of the others. */
export function cellsOf({ counts, outcomes, decidedBy = 'perServerSecond' }: Table): Cells {
  const first = outcomes[0]
  return {
    head: [
      'program',
      `${counts} per s of server CPU`,
      `${counts} per s`,
      'ratio',
      'p50 ms',
      'p99 ms',
      'server core',
      'generator core',
      'others',
      'full',
    ],
    rows: outcomes.map((outcome) => rowOf(outcome, outcome === first ? undefined : first, decidedBy)),
  }
}

function rowOf(
  { name, median, saturated }: Outcome,
  first: Outcome | undefined,
  decidedBy: 'perServerSecond' | 'perSecond',
): string[] {
  return [
    name,
    rounded(median.perServerSecond),
    rounded(median.perSecond),
    first ? times(first.median[decidedBy] / median[decidedBy]) : '',
    median.p50Ms.toFixed(2),
    median.p99Ms.toFixed(2),
    percent(median.serverLoad),
    percent(median.generatorLoad),
    percent(median.othersLoad),
    saturated,
  ]
}

export function terminalLines({ head, rows }: Cells): string[] {
  const widths = head.map((word, column) =>
    Math.max(word.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((word, column) =>
        column === 0 ? word.padEnd(widths[column] ?? 0) : word.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)]
}

export function figureLine({ name, value, unit, beside, note }: Figure): string {
  const other = beside ? ` (${beside.name}: ${rounded(beside.value)} ${unit})` : ''
  return `${name}: ${rounded(value)} ${unit}${other}${note ? ` — ${note}` : ''}`
}

/** Three digits that mean something. */
export function rounded(value: number): string {
  if (value >= 1_000_000) return `${(value / 1_000_000).toPrecision(3)} M`
  if (value >= 10_000) return `${(value / 1000).toPrecision(3)} k`
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}

/** `12.3 ×` above one and a half, else `45 %`. */
export function times(ratio: number): string {
  return ratio >= 1.5 ? `${Number(ratio.toPrecision(3))} ×` : percent(ratio)
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
