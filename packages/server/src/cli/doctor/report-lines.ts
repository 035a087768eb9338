import type { Finding, Verdict } from './finding.ts'

/** What is wrong stands out; what to do about it stands below it. */
export function reportLines(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length))
  const lines = findings.flatMap(({ check, verdict, found, remedy }) => [
    `${SIGNS[verdict]}  ${check.padEnd(width)}  ${found}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(width + 11)}→ ${remedy}`]),
  ])
  return [...lines, '', summaryOf(findings)]
}

const SIGNS: Readonly<Record<Verdict, string>> = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' }

export function countOf(findings: readonly Finding[], verdict: Verdict): number {
  return findings.filter((one) => one.verdict === verdict).length
}

export function summaryOf(findings: readonly Finding[]): string {
  const [faults, warnings] = [countOf(findings, 'fault'), countOf(findings, 'warning')]
  if (faults + warnings === 0) return 'Nothing to do.'
  return `${counted(faults, 'fault')}, ${counted(warnings, 'warning')}.`
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
