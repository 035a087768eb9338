import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { medianOf } from '../loads/rounds.ts'
import { baseline } from '../programs/baseline.ts'
import { coldStartSeconds } from '../programs/cold-start.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { residentKibOf } from '../programs/process-facts.ts'
import type { Program } from '../programs/program.ts'
import { type Figure, type Part, resultOf, scaled, type Setting } from './part.ts'

/** After this long an idle server has settled. */
const SETTLE_MS = 10_000

/** How soon the server listens, and what it takes to sit there. */
export const start: Part = {
  name: 'start',
  title: 'Start and idle memory',
  async run(setting) {
    const data = mkdtempSync(join(tmpdir(), 'hubbub-bench-data-'))
    const ours = () => startHubbub({ ...setting, data })
    const plain = () => baseline(setting, 'plain Socket.IO', 'plain-socket-io.ts', ['echo'])
    try {
      // The first start makes the data folder; people start more often than once.
      await (await ours()).stop()
      const times = await startTimes(setting, [ours, plain])
      const [ourKib = 0, plainKib = 0] = await idleKib(setting, [ours, plain])
      return resultOf({
        figures: [
          ...(await cold(setting)),
          beside('from spawn to listening', 'ms', times[0] ?? 0, times[1] ?? 0),
          beside('idle memory of the process, workers included', 'MB', ourKib / 1024, plainKib / 1024),
        ],
      })
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
}

/** Downloads the dependencies, so only when asked for. */
async function cold({ cold: isWanted }: Setting): Promise<Figure[]> {
  if (!isWanted) return []
  const value = await coldStartSeconds()
  return [{ name: 'from a fresh clone to the first answer, npm ci and bundling included', value, unit: 's' }]
}

type Start = () => Promise<Program>

async function startTimes({ rounds }: Setting, starts: readonly Start[]): Promise<number[]> {
  const times = starts.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, one] of starts.entries()) {
      const program = await one()
      times[place]?.push(program.startMs)
      await program.stop()
    }
  }
  return times.map(medianOf)
}

async function idleKib(setting: Setting, starts: readonly Start[]): Promise<number[]> {
  const programs = await Promise.all(starts.map((one) => one()))
  await pause(scaled(setting, SETTLE_MS))
  const kib = programs.map(({ pid }) => residentKibOf(pid))
  for (const program of programs) await program.stop()
  return kib
}

function beside(name: string, unit: string, value: number, plain: number): Figure {
  return { name, value, unit, beside: { name: 'plain Socket.IO', value: plain } }
}
