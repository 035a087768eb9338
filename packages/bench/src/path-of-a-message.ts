import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface PathOfAMessage {
  files: { path: string; lines: number }[]
  lines: number
}

const repository = fileURLToPath(new URL('../../../', import.meta.url))

/** Counts the files that ARCHITECTURE.md names between its two marks; each line of a file counts, comments too. */
export function pathOfAMessage(root: string = repository): PathOfAMessage {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const files = pathsIn(text).map((path) => ({ path, lines: linesOf(join(root, path)) }))
  return { files, lines: files.reduce((sum, { lines }) => sum + lines, 0) }
}

/** The paths in backquotes, in their order, each once. */
export function pathsIn(text: string): string[] {
  const [, list] = /<!-- path -->([\s\S]*?)<!-- \/path -->/.exec(text) ?? []
  if (list === undefined)
    throw new Error('ARCHITECTURE.md has no list between <!-- path --> and <!-- /path -->.')
  const paths = [...list.matchAll(/`([^`\s]+\.ts)`/g)].map(([, path]) => path ?? '')
  if (paths.length === 0) throw new Error('The list in ARCHITECTURE.md names no file.')
  return [...new Set(paths)]
}

function linesOf(file: string): number {
  return readFileSync(file, 'utf8').trimEnd().split('\n').length
}
