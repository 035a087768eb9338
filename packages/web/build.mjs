// Makes the web client's files: scripts, one style sheet, icons, the page, and each of them compressed.
import { build as esbuild, transform } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { buildOlder } from './build-older.mjs'
import { slim } from './slim.mjs'

const source = fileURLToPath(new URL('./src/', import.meta.url))
const COMPRESSED = ['.js', '.css', '.svg', '.html', '.webmanifest']

/** Writes `index.html`, `older/` and `assets/` into a folder. Names of assets hold a hash of what is in them. */
export async function build(folder) {
  const outdir = resolve(folder)
  const assets = join(outdir, 'assets')
  await mkdir(assets, { recursive: true })
  const [scripts, styles, icons] = await Promise.all([
    bundleScripts(assets),
    bundleStyles(assets),
    copyIcons(assets),
  ])
  const manifest = await writeManifest(assets, icons)
  const page = await pageOf({ ...scripts, style: styles, icons, manifest })
  await writeFile(join(outdir, 'index.html'), page)
  await bundleWorker(outdir, { page, script: scripts.first[0] })
  // After the worker, which keeps only what the client itself needs.
  await buildOlder(outdir, icons)
  await compressAll(outdir)
}

/** Also for measuring. Answers what a browser loads before anything else, and then for who is not signed in and who is. */
export async function bundleScripts(outdir) {
  const { metafile } = await esbuild({
    entryPoints: [join(source, 'main.tsx')],
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    plugins: slim,
    charset: 'utf8',
    logLevel: 'error',
    absWorkingDir: source,
  })
  const first = loadedBy(metafile, ['main.tsx'])
  const then = (...entries) => loadedBy(metafile, entries).filter((name) => !first.includes(name))
  return {
    first,
    entry: then('entry/entry-screen.tsx'),
    chat: then('chat/chat-screen.tsx', '../../client/src/index.ts'),
  }
}

/** The files of these entry points, and those they import at once; what is imported later is not waited for. */
function loadedBy({ outputs }, entries) {
  const found = new Set()
  const waiting = entries.map((entry) =>
    Object.keys(outputs).find((path) => outputs[path].entryPoint === entry),
  )
  for (const path of waiting) {
    if (found.has(path)) continue
    found.add(path)
    for (const one of outputs[path].imports) if (one.kind === 'import-statement') waiting.push(one.path)
  }
  return [...found].map((path) => basename(path))
}

async function bundleStyles(outdir) {
  const { metafile } = await esbuild({
    entryPoints: [join(source, 'styles/index.css')],
    outdir,
    bundle: true,
    minify: true,
    entryNames: 'style-[hash]',
    metafile: true,
    logLevel: 'error',
    absWorkingDir: source,
  })
  return basename(Object.keys(metafile.outputs)[0])
}

/** Answers their names by what they were called. */
async function copyIcons(outdir) {
  const folder = join(source, 'icons')
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
  const copied = names.map(async (name) => {
    const content = await readFile(join(folder, name))
    const type = extname(name)
    const hashed = `${basename(name, type)}-${digestOf(content).slice(0, 8)}${type}`
    await writeFile(join(outdir, hashed), content)
    return [name, hashed]
  })
  return Object.fromEntries(await Promise.all(copied))
}

/** What an installed client is called and looks like. It begins at `/c/`, where the service worker reaches. */
async function writeManifest(outdir, icons) {
  const icon = (name, sizes, more = {}) => ({
    src: `/c/assets/${icons[name]}`,
    sizes,
    type: 'image/png',
    ...more,
  })
  const manifest = {
    id: '/c/',
    name: 'Hubbub',
    short_name: 'Hubbub',
    description: 'Rooms, messages and people, on a server of your own.',
    start_url: '/c/',
    scope: '/c/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#2f55d4',
    icons: [
      icon('icon-192.png', '192x192'),
      icon('icon-512.png', '512x512'),
      icon('icon-maskable-512.png', '512x512', { purpose: 'maskable' }),
      { src: `/c/assets/${icons['mark.svg']}`, sizes: 'any', type: 'image/svg+xml' },
    ],
  }
  const content = JSON.stringify(manifest)
  const name = `manifest-${digestOf(content).slice(0, 8)}.webmanifest`
  await writeFile(join(outdir, name), content)
  return name
}

/** The worker knows every file of its build, so that all of them are there without a network. */
async function bundleWorker(outdir, { page, script }) {
  const names = (await readdir(join(outdir, 'assets'))).filter((name) =>
    ['.js', '.css', '.svg'].includes(extname(name)),
  )
  const files = names.sort().map((name) => `/c/assets/${name}`)
  await esbuild({
    entryPoints: [join(source, 'worker/worker.ts')],
    outfile: join(outdir, 'worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
    define: {
      BUILD: JSON.stringify(digestOf(page + files.join()).slice(0, 12)),
      FILES: JSON.stringify(files),
      SCRIPT: JSON.stringify(`/c/assets/${script}`),
    },
  })
}

/** The one inline script sets the theme before anything is painted; the server allows it by its hash. */
async function pageOf({ first: [script, ...preloads], entry, chat, style, icons, manifest }) {
  const template = await readFile(join(source, 'index.html'), 'utf8')
  const inline = await readFile(join(source, 'page/first-script.js'), 'utf8')
  const define = { ENTRY: JSON.stringify(entry), CHAT: JSON.stringify(chat) }
  const { code } = await transform(inline, { minify: true, target: 'es2022', format: 'iife', define })
  const filled = {
    INLINE: code.trim(),
    SCRIPT: script,
    STYLE: style,
    ICON: icons['mark.svg'],
    TOUCHICON: icons['icon-apple-180.png'],
    MANIFEST: manifest,
    PRELOADS: preloads.map((name) => `<link rel="modulepreload" href="/c/assets/${name}">`).join(''),
  }
  return template.replace(/\{([A-Z]+)\}/g, (_, name) => filled[name])
}

async function compressAll(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && COMPRESSED.includes(extname(entry.name)))
  await Promise.all(files.map((entry) => compressOne(join(entry.parentPath, entry.name))))
}

async function compressOne(path) {
  const content = await readFile(path)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, quality))
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
}

function digestOf(content) {
  return createHash('sha256').update(content).digest('hex')
}

/** `node packages/web/build.mjs FOLDER` prints what was made, largest first. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outdir = process.argv[2] ?? join(source, '../dist')
  const startedAt = Date.now()
  await build(outdir)
  const entries = await readdir(outdir, { recursive: true })
  const made = entries.filter((name) => name.endsWith('.br'))
  const sizes = await Promise.all(
    made.map(async (name) => [(await readFile(join(outdir, name))).length, name]),
  )
  for (const [bytes, name] of sizes.sort(([a], [b]) => b - a))
    process.stdout.write(`${String(bytes).padStart(8)} bytes  ${name.slice(0, -3)}\n`)
  process.stdout.write(`built in ${Date.now() - startedAt} ms: ${relative('', outdir)}\n`)
}
