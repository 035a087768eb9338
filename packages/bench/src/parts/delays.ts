import { setTimeout as pause } from 'node:timers/promises'
import type { Load } from '../loads/load.ts'
import { type LoopDelay, loopDelayOf, middleDelay } from '../programs/loop-delay.ts'
import type { Figure, Setting } from './part.ts'

/** What the parts about the event loop share: a server with a known port for its metrics. */
export interface Measured {
  setting: Setting & { data: string; env: Record<string, string> }
  metricsPort: number
}

/** A histogram for each round. */
export async function spellsOf({ setting, metricsPort }: Measured, load: Load): Promise<LoopDelay> {
  load.start()
  await pause(setting.windowMs)
  const spells: LoopDelay[] = []
  await loopDelayOf(metricsPort)
  for (let round = 0; round < setting.rounds; round += 1) {
    await pause(setting.windowMs)
    spells.push(await loopDelayOf(metricsPort))
  }
  await load.stop()
  return middleDelay(spells)
}

export function figureOf(what: string, { p99Ms, maxMs }: LoopDelay, told?: string): Figure {
  const note = `at most ${maxMs.toFixed(1)} ms${told === undefined ? '' : `; ${told}`}`
  return { name: `p99 while ${what}`, value: p99Ms, unit: 'ms', note }
}
