import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filesBelow } from './bundle.mjs'
import { root } from './paths.mjs'

/** Every test of the workspace, or those below the paths that were asked for. */
export function testFiles(paths) {
  const places =
    paths.length > 0 ? paths.map(existingPlace) : [join(root, 'packages'), join(root, 'examples')]
  const files = places.flatMap((place) => (statSync(place).isDirectory() ? filesBelow(place) : [place]))
  return [...new Set(files.filter((file) => file.endsWith('.test.ts')))].sort()
}

function existingPlace(path) {
  const place = [resolve(path), join(root, path)].find(existsSync)
  if (!place) throw new Error(`There is no ${path}: name a test file or a folder.`)
  return place
}
