import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Encoding = 'br' | 'gzip' | 'identity'

/** One file as it is sent: read at first asking, then kept; the whole client is a few hundred kilobytes. */
export interface WebFile {
  type: string
  /** The smallest form that the browser takes. */
  body(encoding: Encoding): Buffer
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' }

/** The page itself, with what of it the browser may run. */
export interface WebPage extends WebFile {
  etag: string
  /** CSP sources of its inline scripts: their hashes. */
  scriptHashes: readonly string[]
}

export interface WebClient {
  page: WebPage
  /** The service worker, where the build made one. */
  worker: WebFile | undefined
  asset(name: string): WebFile | undefined
}

/** Where the build puts the client: beside the bundle, or in dist when the sources run by themselves. */
export function webFolder(): string | undefined {
  const places = ['./web/', '../../../dist/web/'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  return places.find((place) => existsSync(join(place, 'index.html')))
}

/** Only names that the build made are ever looked for on the disk. */
export function openWebClient(folder: string): WebClient {
  const assets = new Map<string, WebFile>()
  for (const name of readdirSync(join(folder, 'assets'))) {
    const type = types[extname(name)]
    if (type !== undefined) assets.set(name, webFile(join(folder, 'assets', name), type))
  }
  return {
    page: openPage(join(folder, 'index.html')),
    worker: existsSync(join(folder, 'worker.js'))
      ? webFile(join(folder, 'worker.js'), 'text/javascript; charset=utf-8')
      : undefined,
    asset: (name) => assets.get(name),
  }
}

export function openPage(path: string): WebPage {
  const html = webFile(path, 'text/html; charset=utf-8')
  const text = html.body('identity').toString('utf8')
  const scripts = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)
  return { ...html, etag: `"${sha256(text).slice(0, 22)}"`, scriptHashes: scripts.map(sha256) }
}

function webFile(path: string, type: string): WebFile {
  const bodies = new Map<Encoding, Buffer>()
  return {
    type,
    body(encoding) {
      const known = bodies.get(encoding)
      if (known) return known
      const body = readFileSync(path + suffixes[encoding])
      bodies.set(encoding, body)
      return body
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
