import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Surroundings } from '../machine.ts'
import type { PartResult } from '../parts/part.ts'

/** What one run of a part has found, with all that is needed to judge it. */
export interface MeasuredPart extends PartResult {
  title: string
  command: string
  at: string
  rounds: number
  tries: number
  windowMs: number
  scale: number
}

/** One file: everything that was measured of a commit on a day. */
export interface Results extends Omit<Surroundings, 'at'> {
  day: string
  /** Whether server and generator had a core each. */
  pinned: boolean
  /** Settings of the server that differ from its defaults. */
  settings: Readonly<Record<string, string>>
  parts: Record<string, MeasuredPart>
}

const RESULTS = fileURLToPath(new URL('../../results/', import.meta.url))

function resultsFile({ day, commit }: Pick<Results, 'day' | 'commit'>): string {
  return join(RESULTS, `${day}-${commit.replace('+', '-changed')}.json`)
}

/** Puts what was measured beside what the same commit has from before on this day. */
export function keep(results: Results): string {
  const file = resultsFile(results)
  const before = read(file)?.parts ?? {}
  mkdirSync(RESULTS, { recursive: true })
  const whole: Results = { ...results, parts: { ...before, ...results.parts } }
  writeFileSync(file, `${JSON.stringify(whole, rounded, 1)}\n`)
  return file
}

/** Of all files the one whose newest part was measured last. */
export function newestResults(): Results | undefined {
  const all = names().flatMap((name) => read(join(RESULTS, name)) ?? [])
  return all.sort((a, b) => (lastAt(a) < lastAt(b) ? 1 : -1))[0]
}

function lastAt({ parts }: Results): string {
  return Object.values(parts).reduce((last, { at }) => (at > last ? at : last), '')
}

function names(): string[] {
  try {
    return readdirSync(RESULTS).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
}

function read(file: string): Results | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw failure
  }
}

/** More digits than were measured only make files that differ everywhere. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
}
