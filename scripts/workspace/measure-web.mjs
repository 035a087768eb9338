import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'

/** What a browser loads of the web client for its first screens, in bytes as they are sent (brotli). */
export async function measureWeb() {
  const outdir = mkdtempSync(join(tmpdir(), 'hubbub-web-size-'))
  try {
    const { build, bundleScripts } = await import(pathToFileURL(join(root, 'packages/web/build.mjs')).href)
    await build(outdir)
    const { first, entry, chat } = await bundleScripts(join(outdir, 'assets'))
    const sent = (names) =>
      names.reduce((sum, name) => sum + readFileSync(join(outdir, 'assets', `${name}.br`)).length, 0)
    return { signInBytes: sent(first.concat(entry)), chatBytes: sent(first.concat(chat)) }
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
}
