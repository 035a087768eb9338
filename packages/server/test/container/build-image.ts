import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { repository } from '../guards/source-tree.ts'
import { placeDependencies } from '../tree-copy.ts'
import { contextFiles } from './build-context.ts'
import { readDockerfile, type Step } from './dockerfile.ts'

/** Parts of the base images that a step needs; the rest of them is this machine's. */
const OF_THE_BASE = { '/usr/local/bin/node': process.execPath }

/**
 * Does what the Dockerfile says without an engine: its COPY lines from what .dockerignore lets through, its RUN lines in
 * place. Dependencies are not installed again, they are those of the workspace. Answers the root of the last stage.
 */
export function buildImage(folder: string): string {
  const workdir = '/build'
  const roots = [join(folder, 'first'), join(folder, 'last')] as const
  for (const root of roots) mkdirSync(root, { recursive: true })
  const context = join(folder, 'context')
  for (const path of contextFiles()) copy(join(repository, path), join(context, path))
  for (const step of readDockerfile().steps) {
    const root = step.stage === 0 ? roots[0] : roots[1]
    const at = step.stage === 0 ? join(root, workdir) : root
    if (step.kind === 'run') runStep(step.command, at, root)
    else copyStep(step, at, step.from === undefined ? context : roots[0])
  }
  return roots[1]
}

function copyStep({ paths, mode }: Extract<Step, { kind: 'copy' }>, at: string, source: string): void {
  const target = paths.at(-1) ?? ''
  for (const path of paths.slice(0, -1)) {
    const given = (OF_THE_BASE as Record<string, string>)[path] ?? join(source, path)
    const to = join(at, target, target.endsWith('/') ? basename(path) : '')
    copy(given, to)
    if (mode !== undefined) chmodSync(to, Number.parseInt(mode, 8))
  }
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, dereference: true })
}

function runStep(command: readonly string[], at: string, root: string): void {
  const [program = '', ...args] = command
  if (command.join(' ') === 'npm ci --ignore-scripts') return placeDependencies(at)
  const run = program === 'node' ? process.execPath : program
  // Only the first user may give a folder away; for others it is theirs already.
  const inRoot = args.map((word) => (word === '/data' ? join(root, 'data') : word))
  const allowed = process.getuid?.() === 0 ? inRoot : inRoot.filter((word) => !/^(-[og]|10001)$/.test(word))
  const { status, stderr } = spawnSync(run, allowed, { cwd: at, encoding: 'utf8' })
  if (status !== 0) throw new Error(`RUN ${command.join(' ')} ended with ${status}:\n${stderr}`)
}
