import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './paths.mjs'

/** What a browser loads of the SDK's main entry: how much, and whether a validator or the server came along. */
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
    strangers: Object.keys(metafile.inputs).filter((path) =>
      /typebox|packages\/(protocol|server)\//.test(path),
    ),
  }
}

export function serverDependencies() {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'packages/server/package.json'), 'utf8'),
  )
  const names = Object.keys({ ...dependencies, ...optionalDependencies })
  return names.filter((name) => !name.startsWith('@hubbub/'))
}
