import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, say, seconds, serverDist } from './paths.mjs'

const STAMP = '.stamp'
const serverSources = join(root, 'packages/server/src')
const webBuild = join(root, 'packages/web/build.mjs')
const noDebug = join(root, 'scripts/workspace/no-debug.cjs')
const webBuildParts = ['build-older.mjs', 'slim.mjs'].map((name) => join(root, 'packages/web', name))

/** Compiled additions that the server loads when they are there and does without when not. */
const OPTIONAL_AT_RUN_TIME = ['@node-rs/bcrypt', 'sharp', 'bufferutil', 'utf-8-validate', 'pg-native']

// Bundled CommonJS dependencies expect these names; an ES module has none of them.
const BANNER = `import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __toPath}from'node:url';
const require=__createRequire(import.meta.url),__filename=__toPath(import.meta.url),__dirname=__toPath(new URL('.',import.meta.url));`

/** Makes packages/server/dist when a source, the lock file or the way of bundling changed since. */
export async function ensureBundled() {
  const fingerprint = fingerprintOfSources()
  if (stampOf(serverDist) === fingerprint) return
  const startedAt = Date.now()
  say('hubbub: bundling the server (only when its sources changed) …')
  // Built aside and moved into place: a start at the same moment never sees half a bundle.
  const aside = `${serverDist}.${process.pid}`
  mkdirSync(aside, { recursive: true })
  await bundleServer(aside)
  if (existsSync(webBuild)) await (await import(pathToFileURL(webBuild).href)).build(join(aside, 'web'))
  writeFileSync(join(aside, STAMP), fingerprint)
  rmSync(serverDist, { recursive: true, force: true })
  renameSync(aside, serverDist)
  say(`hubbub: bundled in ${seconds(startedAt)}`)
}

function stampOf(folder) {
  const file = join(folder, STAMP)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Answers esbuild's metafile, from which sizes are read. */
async function bundleServer(outdir) {
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints: entryPoints(),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: BANNER },
    external: OPTIONAL_AT_RUN_TIME,
    alias: { debug: noDebug },
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    absWorkingDir: root,
  })
  return result.metafile
}

/** main, the command line, and by convention every `*-worker.ts`; all land side by side in dist. */
export function entryPoints() {
  const files = filesBelow(serverSources)
  const workers = files.filter((file) => file.endsWith('-worker.ts'))
  if (!existsSync(join(serverSources, 'main.ts'))) throw new Error('packages/server/src/main.ts is missing.')
  const programs = [join(serverSources, 'main.ts'), join(serverSources, 'cli/cli.ts')].filter(existsSync)
  const entries = [...programs, ...workers].map((file) => ({ in: file, out: basename(file, '.ts') }))
  const names = entries.map((entry) => entry.out)
  const doubled = names.find((name, index) => names.indexOf(name) !== index)
  if (doubled)
    throw new Error(`Two entry points would become dist/${doubled}.js: give one of them another name.`)
  return entries
}

// Names, sizes and times are enough, and one walk of the tree is all that a second start costs.
function fingerprintOfSources() {
  const hash = createHash('sha256')
  for (const file of watchedFiles()) {
    const { mtimeMs, size } = statSync(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

function watchedFiles() {
  const packages = ['protocol', 'server', 'client', 'web'].map((name) => join(root, 'packages', name, 'src'))
  const single = [
    join(root, 'package-lock.json'),
    join(root, 'scripts/workspace/bundle.mjs'),
    noDebug,
    webBuild,
    ...webBuildParts,
  ]
  return [...packages.filter(existsSync).flatMap(filesBelow), ...single.filter(existsSync)]
}

export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesBelow(path)
    return [path]
  })
}
