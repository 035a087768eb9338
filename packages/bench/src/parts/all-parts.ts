import { dialects } from './dialects.ts'
import { eventLoop } from './event-loop.ts'
import { fanOut } from './fan-out.ts'
import { history } from './history.ts'
import { memory } from './memory.ts'
import type { Part } from './part.ts'
import { path } from './path.ts'
import { rest } from './rest.ts'
import { resume } from './resume.ts'
import { sends } from './sends.ts'
import { slowDisk } from './slow-disk.ts'
import { start } from './start.ts'

const allParts: readonly Part[] = [
  path,
  start,
  rest,
  sends,
  slowDisk,
  fanOut,
  resume,
  eventLoop,
  memory,
  dialects,
  history,
]

/** `all` is what is measured when nothing is named. */
const groups: Readonly<Record<string, readonly Part[]>> = {
  first: [path, start, rest, sends],
  all: allParts,
}

export function partsNamed(names: readonly string[]): readonly Part[] {
  const wanted = names.length === 0 ? ['all'] : names
  const parts = wanted.flatMap((name) => groups[name] ?? allParts.filter((part) => part.name === name))
  const unknown = wanted.find((name) => !groups[name] && !allParts.some((part) => part.name === name))
  if (unknown === undefined) return [...new Set(parts)]
  const known = [...Object.keys(groups), ...allParts.map(({ name }) => name)].join(', ')
  throw new Error(`There is no part "${unknown}"; there are ${known}.`)
}
