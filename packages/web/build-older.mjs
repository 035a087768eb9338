// Makes the pages that speak the older contracts: one script and one style sheet each, apart from the web client's.
import { build } from 'esbuild'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('./src/older/', import.meta.url))

/** By the folder's name; the server serves each where its contract says. */
const pages = [
  { folder: 'lobby', contract: 'lobby-chat', title: 'Lobby' },
  { folder: 'users-demo', contract: 'users-crud', title: 'Users' },
]

/** Writes `older/<contract>.html` and its assets. Answers nothing; what is compressed is compressed by the caller. */
export async function buildOlder(folder, icons) {
  const template = await readFile(join(source, 'page.html'), 'utf8')
  await mkdir(join(folder, 'older'), { recursive: true })
  await Promise.all(pages.map((page) => buildPage(page, folder, template, icons)))
}

async function buildPage({ folder: name, contract, title }, folder, template, icons) {
  const { metafile } = await build({
    entryPoints: [join(source, name, 'main.ts'), join(source, name, `${name}.css`)],
    outdir: join(folder, 'assets'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    entryNames: `${name}-[hash]`,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    absWorkingDir: source,
  })
  const made = Object.keys(metafile.outputs).map((path) => basename(path))
  const filled = {
    TITLE: title,
    CONTRACT: contract,
    SCRIPT: made.find((one) => one.endsWith('.js')),
    STYLE: made.find((one) => one.endsWith('.css')),
    ICON: icons['mark.svg'],
  }
  const html = template.replace(/\{([A-Z]+)\}/g, (_, key) => filled[key])
  await writeFile(join(folder, 'older', `${contract}.html`), html)
}
