import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, visitorKeys } from 'oxc-parser'

/** One TypeScript file: where it stands, its syntax tree, and what it imports. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string
  text: string
  program: SyntaxNode
  imports: Import[]
}

export interface Import {
  specifier: string
  /** Gone when types are stripped. */
  typesOnly: boolean
  /** The path of the imported file or package folder when it is one of ours. */
  ours: string | undefined
}

export interface SyntaxNode {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

export const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/** Tests, and the contract suites that the tests of every adapter run. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/(contract|test)\//.test(path)
}

/** The sources of all packages and the examples, without tests. */
export function readSources(root = repository): SourceFile[] {
  const packages = join(root, 'packages')
  const names = existsSync(packages) ? readdirSync(packages) : []
  const folders = [...names.map((name) => `packages/${name}/src`), 'examples']
  return folders
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !isTest(path))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
}

export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const tree = program as unknown as SyntaxNode
  return { path, text, program: tree, imports: importsOf(path, tree) }
}

/** Everything that belongs to the project: what git would track, found without git. */
export function projectFiles(root = repository): string[] {
  return filesBelow(root, '.').map((path) => path.slice('./'.length))
}

const NOT_THE_PROJECT = /^(node_modules|dist|dist\..*|\.git|\.env|hubbub-data.*|coverage|.*\.log)$/

export function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (NOT_THE_PROJECT.test(entry.name)) return []
    return entry.isDirectory() ? filesBelow(root, path) : [path]
  })
}

/** Every node below one, parents first, each with the node that holds it. */
export function* nodesOf(
  node: SyntaxNode,
  parent?: SyntaxNode,
): Generator<{ node: SyntaxNode; parent?: SyntaxNode }> {
  yield { node, ...(parent ? { parent } : {}) }
  for (const key of visitorKeys[node.type] ?? []) {
    const children = [node[key]].flat() as (SyntaxNode | null | undefined)[]
    for (const child of children) if (child) yield* nodesOf(child, node)
  }
}

function importsOf(path: string, program: SyntaxNode): Import[] {
  const found: Import[] = []
  for (const { node } of nodesOf(program)) {
    const specifier = textOf(node['source']) ?? (isRequire(node) ? textOf(firstArgument(node)) : undefined)
    if (specifier === undefined) continue
    const typesOnly =
      node['importKind'] === 'type' || node['exportKind'] === 'type' || node.type === 'TSImportType'
    found.push({ specifier, typesOnly, ours: oursAt(path, specifier) })
  }
  return found
}

function isRequire(node: SyntaxNode): boolean {
  return node.type === 'CallExpression' && (node['callee'] as SyntaxNode)['name'] === 'require'
}

function firstArgument(node: SyntaxNode): unknown {
  return (node['arguments'] as unknown[])[0]
}

function textOf(node: unknown): string | undefined {
  const literal = node as SyntaxNode | null | undefined
  return literal?.type === 'Literal' && typeof literal['value'] === 'string' ? literal['value'] : undefined
}

function oursAt(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  return specifier.startsWith('@hubbub/')
    ? specifier.replace(/^@hubbub\/([^/]+).*/, 'packages/$1')
    : undefined
}
