import { setTimeout as pause } from 'node:timers/promises'
import type { Load } from '../loads/load.ts'
import { WARM_WINDOWS } from '../loads/rounds.ts'
import { type LoopDelay, loopDelayOf, type LoopPorts, middleDelay } from '../programs/loop-delay.ts'
import type { Figure, Setting } from './part.ts'

/** What the parts about the event loop share: a server that can be asked about it. */
export interface Measured {
  setting: Setting & { data: string; env: Record<string, string> }
  ports: LoopPorts
}

/** A histogram for each round. */
export async function spellsOf({ setting, ports }: Measured, load: Load): Promise<LoopDelay> {
  load.start()
  await pause(WARM_WINDOWS * setting.windowMs)
  const spells: LoopDelay[] = []
  await loopDelayOf(ports)
  for (let round = 0; round < setting.rounds; round += 1) {
    await pause(setting.windowMs)
    spells.push(await loopDelayOf(ports))
  }
  await load.stop()
  return middleDelay(spells)
}

export function figuresOf(what: string, { late, turns }: LoopDelay, told?: string): Figure[] {
  const note = (maxMs: number) => `at most ${maxMs.toFixed(1)} ms${told === undefined ? '' : `; ${told}`}`
  return [
    { name: `p99 while ${what}`, value: late.p99Ms, unit: 'ms', note: note(late.maxMs) },
    {
      name: `p99 of a turn's processor time while ${what}`,
      value: turns.p99Ms,
      unit: 'ms',
      note: note(turns.maxMs),
    },
  ]
}
