import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { repository } from './guards/source-tree.ts'

/** What the server's types and tests are made of, in a folder where anything may be deleted. */
const PARTS = [
  'package.json',
  'tsconfig.json',
  'scripts',
  'packages/protocol',
  'packages/server',
  'packages/client',
]
const LEFT_OUT = new Set(['node_modules', 'dist', 'hubbub-data'])

export function copyTree(to: string): void {
  for (const part of PARTS) {
    cpSync(join(repository, part), join(to, part), {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(basename(path)) && !basename(path).startsWith('dist.'),
    })
  }
  placeDependencies(to)
}

/** As an installation lays them: packages of others as they are here, our own as links into the other tree. */
export function placeDependencies(to: string): void {
  const installed = join(repository, 'node_modules')
  mkdirSync(join(to, 'node_modules/@hubbub'), { recursive: true })
  for (const name of readdirSync(installed)) {
    if (name !== '@hubbub') symlinkSync(join(installed, name), join(to, 'node_modules', name))
  }
  for (const name of readdirSync(join(to, 'packages')))
    symlinkSync(join(to, 'packages', name), join(to, 'node_modules/@hubbub', name))
}
