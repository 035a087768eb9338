import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFiles, repository } from '../guards/source-tree.ts'

/** The files of the project that `docker build` sends: all but those that .dockerignore names, its last word counts. */
export function contextFiles(): string[] {
  const rules = readFileSync(join(repository, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }))
  return projectFiles().filter((path) => {
    const last = rules.findLast(({ pattern }) => pattern.test(path))
    return last === undefined || last.keeps
  })
}

/** `**` stands for any folders, `*` for anything inside one name; a folder's name means all below it. */
export function patternOf(written: string): RegExp {
  const parts = written.split(/(\*\*\/|\*)/).map((part) => {
    if (part === '**/') return '(?:.*/)?'
    return part === '*' ? '[^/]*' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}(?:/.*)?$`)
}
