import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './paths.mjs'

/** What a browser loads of the SDK's main entry. */
export async function measureSdk() {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'packages/client/src/index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'error',
    absWorkingDir: root,
  })
  return {
    gzipBytes: gzipSync(outputFiles[0].contents, { level: 9 }).length,
    validators: Object.keys(metafile.inputs).filter((path) => path.includes('/typebox/')).length,
  }
}

export function serverDependencies() {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'packages/server/package.json'), 'utf8'),
  )
  const names = Object.keys({ ...dependencies, ...optionalDependencies })
  return names.filter((name) => !name.startsWith('@hubbub/'))
}
