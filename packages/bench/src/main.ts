import { surroundings } from './machine.ts'
import { readOptions } from './options.ts'
import { partsNamed } from './parts/all-parts.ts'
import type { PartResult, Setting } from './parts/part.ts'
import { chooseCores, moveToGenerator } from './programs/cores.ts'
import { RAISED_LIMITS } from './programs/hubbub.ts'
import { keep, type MeasuredPart, type Results } from './report/results.ts'
import { cellsOf, figureLine, terminalLines } from './report/table-lines.ts'

const args = process.argv.slice(2)
const options = readOptions(args)
const parts = partsNamed(options.wanted)
const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
const { at, ...machine } = surroundings()
const cores = chooseCores()
moveToGenerator(cores)

const setting: Setting = { ...options, cores, say: (line) => console.error(line) }
const measured: Record<string, MeasuredPart> = {}
console.log([command, ...headLines(), ''].join('\n'))
for (const part of parts) {
  const { rounds, tries, windowMs, scale } = options
  const result = await part.run(setting)
  measured[part.name] = {
    title: part.title,
    command,
    at: new Date().toISOString(),
    rounds,
    tries,
    windowMs,
    scale,
    ...result,
  }
  console.log([part.title, ...linesOf(result), ''].join('\n'))
}
if (options.write) {
  const results: Results = {
    ...machine,
    day: at.slice(0, 10),
    pinned: cores !== undefined,
    settings: RAISED_LIMITS,
    parts: measured,
  }
  console.log(`kept in ${keep(results)}; npm run bench:page puts it into docs/performance.md`)
}
process.exit()

function headLines(): string[] {
  const { commit, node, cpu, cores: count, system } = machine
  const settings = Object.entries(RAISED_LIMITS).map(([name, value]) => `${name}=${value}`)
  return [
    `commit ${commit}, Node ${node}, ${cpu}, ${count} cores, ${system}`,
    cores
      ? `server on core ${cores.server}, generator on core ${cores.generator}`
      : 'cores are shared: no taskset, or one core',
    `${options.rounds} rounds in turned order, windows of ${options.windowMs} ms, medians`,
    `settings: ${settings.join(' ')}`,
  ]
}

function linesOf({ tables, figures, skipped }: PartResult): string[] {
  return [
    ...tables.flatMap((table) => ['', table.title, ...terminalLines(cellsOf(table))]),
    ...figures.map(figureLine),
    ...skipped.map((why) => `left out: ${why}`),
  ]
}
