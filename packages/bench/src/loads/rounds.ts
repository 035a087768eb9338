import { setTimeout as pause } from 'node:timers/promises'
import { cpuSecondsOf, machineCpuSeconds, ownCpuSeconds } from '../programs/process-facts.ts'
import type { Load } from './load.ts'

/** One program under one load. */
export interface Contestant {
  name: string
  /** The server's process. */
  pid: number
  load: Load
}

export interface RoundsPlan {
  rounds: number
  /** How often a window may be measured again because the machine worked for others; the quietest counts. */
  tries: number
  warmMs: number
  windowMs: number
}

/** One window: what was done in it, and what it took. */
export interface Reading {
  perServerSecond: number
  perSecond: number
  /** Share of one core, of one second of wall time. */
  serverLoad: number
  generatorLoad: number
  /** What the machine did for others meanwhile, in cores. */
  othersLoad: number
  p50Ms: number
  p99Ms: number
}

export interface Outcome {
  name: string
  /** The middle one of each figure, over the rounds. */
  median: Reading
  rounds: Reading[]
  saturated: Saturated
}

export type Saturated = 'server' | 'generator' | 'both' | 'neither'

/** Above this share of a core the machine works for others, and a window says little. */
const QUIET = 0.2

/** Windows of a program's own CPU that go by before anything counts. */
export const WARM_WINDOWS = 3

/** A core counts as full from here on; the rest goes to whatever else the machine does. */
const FULL = 0.9

/** Every round asks everybody once, and each round begins with another one. */
export async function inTurns(contestants: readonly Contestant[], plan: RoundsPlan): Promise<Outcome[]> {
  const readings = contestants.map((): Reading[] => [])
  for (const contestant of contestants) await warmUp(contestant, plan)
  for (let round = 0; round < plan.rounds; round += 1) {
    for (let step = 0; step < contestants.length; step += 1) {
      const place = (round + step) % contestants.length
      const contestant = contestants[place]
      if (contestant) readings[place]?.push(await readInQuiet(contestant, plan))
    }
  }
  return contestants.map(({ name }, place) => outcomeOf(name, readings[place] ?? []))
}

/**
 * Programs are compiled while they run, and the more code they have the longer it takes: nothing counts before each has
 * worked for some windows. Counted in its own CPU, of which a busy machine gives less.
 */
async function warmUp(contestant: Contestant, { windowMs }: RoundsPlan): Promise<void> {
  const enough = cpuSecondsOf(contestant.pid) + (WARM_WINDOWS * windowMs) / 1000
  const latest = performance.now() + 4 * WARM_WINDOWS * windowMs
  contestant.load.start()
  do await pause(windowMs)
  while (cpuSecondsOf(contestant.pid) < enough && performance.now() < latest)
  await stop(contestant)
}

/** Which window counts is decided by what others did in it, never by what was measured. */
async function readInQuiet(contestant: Contestant, plan: RoundsPlan): Promise<Reading> {
  let quietest = await readOnce(contestant, plan)
  for (let tried = 1; tried < plan.tries && quietest.othersLoad > QUIET; tried += 1) {
    const again = await readOnce(contestant, plan)
    if (again.othersLoad < quietest.othersLoad) quietest = again
  }
  return quietest
}

async function readOnce(
  contestant: Contestant,
  plan: Pick<RoundsPlan, 'warmMs' | 'windowMs'>,
): Promise<Reading> {
  const { pid, load } = contestant
  const look = () => ({
    at: performance.now() / 1000,
    server: cpuSecondsOf(pid),
    generator: ownCpuSeconds(),
    machine: machineCpuSeconds(),
    done: load.done(),
    times: load.times().length,
  })
  load.start()
  await pause(plan.warmMs)
  const before = look()
  await pause(plan.windowMs)
  const after = look()
  const times = load.times().slice(before.times, after.times)
  await stop(contestant)
  const seconds = after.at - before.at
  const server = after.server - before.server
  const generator = after.generator - before.generator
  const others = after.machine - before.machine - server - generator
  const sorted = times.sort((a, b) => a - b)
  return {
    perServerSecond: (after.done - before.done) / Math.max(server, 0.01),
    perSecond: (after.done - before.done) / seconds,
    serverLoad: server / seconds,
    generatorLoad: generator / seconds,
    othersLoad: Math.max(0, others / seconds),
    p50Ms: at(sorted, 0.5),
    p99Ms: at(sorted, 0.99),
  }
}

async function stop({ name, load }: Contestant): Promise<void> {
  await load.stop().catch((cause: Error) => {
    throw new Error(`${name}: ${cause.message}`, { cause })
  })
}

export function outcomeOf(name: string, rounds: Reading[]): Outcome {
  const middle = (field: keyof Reading) => medianOf(rounds.map((reading) => reading[field]))
  const median: Reading = {
    perServerSecond: middle('perServerSecond'),
    perSecond: middle('perSecond'),
    serverLoad: middle('serverLoad'),
    generatorLoad: middle('generatorLoad'),
    othersLoad: middle('othersLoad'),
    p50Ms: middle('p50Ms'),
    p99Ms: middle('p99Ms'),
  }
  return { name, median, rounds, saturated: saturatedIn(median) }
}

function saturatedIn({ serverLoad, generatorLoad }: Reading): Saturated {
  if (serverLoad >= FULL) return generatorLoad >= FULL ? 'both' : 'server'
  return generatorLoad >= FULL ? 'generator' : 'neither'
}

/** Of an even number the lower of the two in the middle: a figure that was measured. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? 0
}
