import { relative } from 'node:path'
import { surroundings } from './machine.ts'
import { readOptions } from './options.ts'
import { partsNamed } from './parts/all-parts.ts'
import type { PartResult, Setting } from './parts/part.ts'
import { chooseCores, moveToGenerator } from './programs/cores.ts'
import { RAISED_LIMITS } from './programs/hubbub.ts'
import { keep, type MeasuredPart } from './report/results.ts'
import { cellsOf, figureLine, terminalLines } from './report/table-lines.ts'

const args = process.argv.slice(2)
const options = readOptions(args)
const parts = partsNamed(options.wanted)
const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
const { at, ...machine } = surroundings()
const cores = chooseCores()
moveToGenerator(cores)

const setting: Setting = { ...options, cores, say: (line) => console.error(line) }
console.log([command, ...headLines(), ''].join('\n'))
for (const part of parts) {
  const { rounds, tries, windowMs, scale, write } = options
  const result = await part.run(setting)
  console.log([part.title, ...linesOf(result), ''].join('\n'))
  const how = { title: part.title, command, at: new Date().toISOString(), rounds, tries, windowMs, scale }
  // Kept one by one: a part that fails takes nothing with it.
  if (write) console.log(`kept in ${relative(process.cwd(), keepPart(part.name, { ...how, ...result }))}\n`)
}
process.exit()

function keepPart(name: string, measured: MeasuredPart): string {
  return keep({
    ...machine,
    day: at.slice(0, 10),
    pinned: cores !== undefined,
    settings: RAISED_LIMITS,
    parts: { [name]: measured },
  })
}

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
