import { nodesOf, type SourceFile, type SyntaxNode } from './source-tree.ts'

export interface Measured {
  /** `path` for a file, `path:line name` for a function. */
  place: string
  lines: number
}

export interface Spread {
  median: number
  p90: number
  max: number
}

/** What `npm run budgets` prints, too. */
export const BUDGETS = {
  files: { median: 80, p90: 250, max: 400 },
  functions: { median: 10, p90: 40, max: 80 },
} as const

/** Packages and folders in which every type is known. */
const WITHOUT_ANY = ['packages/protocol/', 'packages/server/src/core/', 'packages/client/']

export function fileSizes(files: readonly SourceFile[]): Measured[] {
  return files.map(({ path, text }) => ({ place: path, lines: text.trimEnd().split('\n').length }))
}

/** Functions with a body of their own; a short callback counts like a long one. */
export function functionSizes(files: readonly SourceFile[]): Measured[] {
  return files.flatMap((file) => {
    const lineAt = lineCounter(file.text)
    return [...nodesOf(file.program)]
      .filter(({ node }) => isFunction(node))
      .map(({ node, parent }) => {
        const first = lineAt(node.start)
        return { place: `${file.path}:${first} ${nameOf(node, parent)}`, lines: lineAt(node.end) - first + 1 }
      })
  })
}

export function spreadOf(measured: readonly Measured[]): Spread {
  const sorted = measured.map(({ lines }) => lines).sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { median: at(0.5), p90: at(0.9), max: at(1) }
}

/** Where `any` is written in the packages that know all their types. */
export function anysIn(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => WITHOUT_ANY.some((start) => path.startsWith(start)))
    .flatMap((file) => {
      const lineAt = lineCounter(file.text)
      const found = [...nodesOf(file.program)].filter(({ node }) => node.type === 'TSAnyKeyword')
      return found.map(({ node }) => `${file.path}:${lineAt(node.start)}`)
    })
}

function isFunction(node: SyntaxNode): boolean {
  if (node.type === 'ArrowFunctionExpression') return (node['body'] as SyntaxNode).type === 'BlockStatement'
  return (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') && node['body'] !== null
}

function nameOf(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  const named = (node['id'] ?? parent?.['key'] ?? parent?.['id'] ?? null) as SyntaxNode | null
  const name = named?.['name']
  return typeof name === 'string' ? name : '(unnamed)'
}

function lineCounter(text: string): (position: number) => number {
  const ends = [...text.matchAll(/\n/g)].map((match) => match.index)
  return (position) => {
    const after = ends.findIndex((end) => end >= position)
    return after === -1 ? ends.length + 1 : after + 1
  }
}
