import { nodesOf, type SourceFile } from './source-tree.ts'

/** What a new engine has to write: the functions of the store's two halves. */
const STORE_PORT = ['packages/server/src/core/ports/store.ts', 'packages/server/src/core/ports/engine.ts']

export function portSize(files: readonly SourceFile[]): number {
  return files
    .filter(({ path }) => STORE_PORT.includes(path))
    .flatMap(({ program }) => [...nodesOf(program)])
    .filter(({ node }) => node.type === 'TSMethodSignature').length
}
