import { readOptions } from './options.ts'
import { rest } from './parts/rest.ts'
import { sends } from './parts/sends.ts'
import { start } from './parts/start.ts'
import { fanOut } from './parts/fan-out.ts'
import { chooseCores, moveToGenerator } from './programs/cores.ts'
import { cellsOf, figureLine, terminalLines } from './report/table-lines.ts'

const options = readOptions(process.argv.slice(2))
const cores = chooseCores()
moveToGenerator(cores)
for (const part of [start, rest, sends, fanOut].filter(p => options.wanted.includes(p.name))) {
  const result = await part.run({ ...options, cores, say: console.log })
  for (const t of result.tables) console.log([t.title, ...terminalLines(cellsOf(t)), ''].join('\n'))
  for (const f of result.figures) console.log(figureLine(f))
}
