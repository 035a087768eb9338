import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'

/** What a browser loads of the web client for its first screens, in bytes as they are sent (brotli). */
export async function measureWeb() {
  const outdir = mkdtempSync(join(tmpdir(), 'hubbub-web-size-'))
  try {
    const { build, bundleScripts } = await import(pathToFileURL(join(root, 'packages/web/build.mjs')).href)
    await build(outdir)
    const { metafile } = await bundleScripts(join(outdir, 'assets'))
    const entry = (name) =>
      Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(name))
    const sent = (paths) =>
      [...paths].reduce(
        (sum, path) => sum + readFileSync(join(outdir, 'assets', `${basename(path)}.br`)).length,
        0,
      )
    const signIn = loadedBy(metafile, [entry('main.tsx')[0]])
    const chat = loadedBy(metafile, [
      entry('main.tsx')[0],
      entry('chat/chat-screen.tsx')[0],
      entry('client/src/index.ts')[0],
    ])
    return { signInBytes: sent(signIn), chatBytes: sent(chat) }
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
}

/** Files and what they import at once; what is imported later is not waited for. */
function loadedBy({ outputs }, paths) {
  const found = new Set()
  const waiting = [...paths]
  while (waiting.length > 0) {
    const path = waiting.pop()
    if (found.has(path)) continue
    found.add(path)
    for (const one of outputs[path].imports) if (one.kind === 'import-statement') waiting.push(one.path)
  }
  return found
}
