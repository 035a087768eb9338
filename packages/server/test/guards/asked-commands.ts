import { nodesOf, type SourceFile, type SyntaxNode } from './source-tree.ts'

/** What tests call to ask a command: on the core, over REST, over a socket, through the SDK. */
const ASKING: ReadonlySet<unknown> = new Set([
  'ask',
  'asked',
  'refused',
  'tell',
  'must',
  'both',
  'emitWithAck',
])

/** The commands that a file asks by name; a name in a list, a type or a comment asks nothing. */
export function commandsAskedIn({ program }: SourceFile): string[] {
  const calls = [...nodesOf(program)].filter(({ node }) => node.type === 'CallExpression')
  return calls.flatMap(({ node }) => {
    if (!ASKING.has(calledName(node['callee'] as SyntaxNode))) return []
    return (node['arguments'] as SyntaxNode[]).flatMap(({ type, value }) =>
      type === 'Literal' && typeof value === 'string' ? [value] : [],
    )
  })
}

/** The last word of what is called: `ask` of `ada.ask(…)` and of `ask(…)`. */
function calledName(callee: SyntaxNode): unknown {
  if (callee.type === 'MemberExpression') return (callee['property'] as SyntaxNode)['name']
  return callee['name']
}
