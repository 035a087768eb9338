import { type Import, isTest, nodesOf, type SourceFile, type SyntaxNode } from './source-tree.ts'

const ADAPTERS = ['storage', 'fan-out', 'realtime', 'http', 'dialects', 'platform']

/**
 * The dependency rule: protocol <- core <- {storage, fan-out, realtime, http, dialects, platform} <- compose <- main,
 * cli. Left what stands in an area, right what it may import; `types` are types that vanish before it runs.
 */
const MAY_IMPORT: Record<string, { values: string[]; types?: string[] }> = {
  protocol: { values: ['protocol'] },
  core: { values: ['core', 'protocol'] },
  storage: { values: ['storage', 'core', 'protocol'], types: ['config', 'observe'] },
  'fan-out': { values: ['fan-out', 'core', 'protocol'], types: ['config', 'observe'] },
  realtime: { values: ['realtime', 'core', 'protocol'], types: ['config', 'observe'] },
  http: { values: ['http', 'core', 'protocol'], types: ['config', 'observe'] },
  dialects: { values: ['dialects', 'core', 'protocol'], types: ['config', 'observe'] },
  platform: { values: ['platform', 'core', 'protocol'], types: ['config', 'observe'] },
  config: { values: ['config', 'protocol'] },
  observe: { values: ['observe', 'config'], types: ['core', 'protocol'] },
  compose: {
    values: ['compose', 'config', 'observe', 'core', 'protocol', ...ADAPTERS],
  },
  cli: { values: ['cli', 'compose', 'config', 'observe', 'core', 'protocol'] },
  main: { values: ['main', 'cli', 'compose', 'config', 'observe', 'core', 'protocol'] },
  client: { values: ['client'], types: ['protocol'] },
  web: { values: ['web', 'client'], types: ['protocol'] },
  bench: { values: ['bench', 'client', 'protocol'] },
  examples: { values: ['examples', 'client'], types: ['protocol'] },
}

const AREAS_OF_THE_SERVER = ['core', ...ADAPTERS, 'config', 'observe', 'cli']

/** Folders below these are alternatives or strangers: one never knows of another. What they share lies beside them. */
const STRANGERS = ['storage', 'fan-out', 'dialects']

/** Drivers and frameworks: the one folder of the server that knows them. */
const HOME_OF: Record<string, string> = {
  'node:sqlite': 'storage/sqlite',
  pg: 'storage/postgres',
  ioredis: 'fan-out/redis',
  redis: 'fan-out/redis',
  'socket.io': 'realtime',
  'engine.io': 'realtime',
  'socket.io-parser': 'realtime',
  'socket.io-adapter': 'realtime',
  ws: 'realtime',
  fastify: 'http',
  jose: 'platform',
  pino: 'observe',
}

/** Types of a framework in the one file where two worlds meet. */
const MAY_NAME_TYPES: Record<string, string[]> = { fastify: ['packages/server/src/dialects/door.ts'] }

export function violationsOf(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...file.imports.flatMap((one) => [...layerFault(file, one), ...driverFault(file, one)]),
    ...environmentFaults(file),
    ...(areaOf(file.path) === 'core' ? impurities(file) : []),
    ...formFaults(file),
  ])
}

/** The part of the system a path belongs to; undefined where there is no such place. */
export function areaOf(path: string): string | undefined {
  if (path.startsWith('examples/')) return 'examples'
  const [, name, inside = ''] = /^packages\/([^/]+)(?:\/src\/(.+))?$/.exec(path) ?? []
  if (name !== 'server') return name
  const top = inside.split('/')[0] ?? ''
  if (AREAS_OF_THE_SERVER.includes(top)) return top
  if (top === 'main.ts') return 'main'
  // Who embeds the server gets what compose offers.
  return top === 'compose.ts' || top === 'index.ts' || inside === '' ? 'compose' : undefined
}

function layerFault(file: SourceFile, { ours, typesOnly, specifier }: Import): string[] {
  if (ours === undefined) return []
  if (isTest(ours)) return [`${file.path}: ${specifier} is for tests`]
  const from = areaOf(file.path)
  const to = areaOf(ours)
  const rule = from === undefined ? undefined : MAY_IMPORT[from]
  if (!rule) return [`${file.path}: stands in no folder of the design`]
  const allowed = typesOnly ? [...rule.values, ...(rule.types ?? [])] : rule.values
  if (to === undefined || !allowed.includes(to)) {
    const onlyTypes = !typesOnly && to !== undefined && rule.types?.includes(to) ? ' (types only)' : ''
    return [`${file.path}: ${from} may not import ${specifier}${onlyTypes}`]
  }
  if (from === to && STRANGERS.includes(from ?? '') && areStrangers(from ?? '', file.path, ours)) {
    return [`${file.path}: may not know its neighbour ${specifier}`]
  }
  return []
}

function areStrangers(area: string, path: string, ours: string): boolean {
  const inside = (one: string) => one.slice(`packages/server/src/${area}/`.length).split('/')
  const [a, b] = [inside(path), inside(ours)]
  return a.length > 1 && b.length > 1 && a[0] !== b[0]
}

function driverFault(file: SourceFile, { specifier, typesOnly }: Import): string[] {
  const name = packageOf(specifier)
  const home = HOME_OF[name.startsWith('@fastify/') ? 'fastify' : name]
  if (!home || !file.path.startsWith('packages/server/src/')) return []
  if (file.path.startsWith(`packages/server/src/${home}/`)) return []
  if (typesOnly && MAY_NAME_TYPES[name]?.includes(file.path)) return []
  return [`${file.path}: only ${home} may import ${name}`]
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function environmentFaults(file: SourceFile): string[] {
  if (file.path === 'packages/server/src/config/env.ts' || areaOf(file.path) === 'bench') return []
  const named = [...nodesOf(file.program)].some(({ node }) => isMember(node, 'process', 'env'))
  const imported = file.imports.some(({ specifier }) => /^(node:)?process$/.test(specifier))
  return named || imported ? [`${file.path}: only config/env.ts may read the environment`] : []
}

/** Whatever differs between two runs comes to the core through its ports. */
const IMPURE_NAMES = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'crypto',
  'performance',
  'process',
  'fetch',
  'console',
  'globalThis',
]

function impurities(file: SourceFile): string[] {
  const fault = (what: string) => `${file.path}: the core may not use ${what}`
  const imported = file.imports
    .filter(({ ours }) => ours === undefined)
    .map(({ specifier }) => fault(specifier))
  const used = [...nodesOf(file.program)].flatMap(({ node, parent }) => {
    if (isMember(node, 'Date', 'now')) return [fault('Date.now()')]
    if (isMember(node, 'Math', 'random')) return [fault('Math.random()')]
    if (node.type === 'NewExpression' && isNow(node)) return [fault('new Date()')]
    const name = node.type === 'Identifier' ? String(node['name']) : ''
    return IMPURE_NAMES.includes(name) && isValue(node, parent) ? [fault(name)] : []
  })
  return [...imported, ...used]
}

function isNow(node: SyntaxNode): boolean {
  return (node['callee'] as SyntaxNode)['name'] === 'Date' && (node['arguments'] as unknown[]).length === 0
}

// A property or a type may be called like a global thing; using the thing itself is the fault.
function isValue(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (!parent || parent.type.startsWith('TS')) return false
  const isName = parent['property'] === node || (parent['key'] === node && parent['value'] !== node)
  return !isName || parent['computed'] === true
}

function isMember(node: SyntaxNode, object: string, property: string): boolean {
  if (node.type !== 'MemberExpression') return false
  const key = node['property'] as SyntaxNode
  return (node['object'] as SyntaxNode)['name'] === object && (key['name'] ?? key['value']) === property
}

function formFaults(file: SourceFile): string[] {
  const body = file.program['body'] as SyntaxNode[]
  const types = body.map((node) => (node['declaration'] as SyntaxNode | undefined)?.type ?? node.type)
  const faults: string[] = []
  if (body.some((node) => node.type === 'ExportDefaultDeclaration')) faults.push('has a default export')
  if (types.includes('TSEnumDeclaration')) faults.push('has an enum')
  const passesOn = body.length > 0 && body.every((node) => node.type.startsWith('Export') && node['source'])
  if (passesOn && !/^packages\/[^/]+\/src\/(core\/)?index\.ts$/.test(file.path)) {
    faults.push('only passes on what others export')
  }
  return faults.map((fault) => `${file.path}: ${fault}`)
}
