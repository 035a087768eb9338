import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What a browser loads of the main entry. */
const mostBytes = 20_480

test('the SDK is small, and brings no validator', async (t) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  const [file] = outputFiles
  assert.ok(file)
  const bytes = gzipSync(file.contents, { level: 9 }).length
  t.diagnostic(`${bytes} bytes`)
  assert.ok(bytes > 5_000, 'it was bundled')
  assert.ok(bytes <= mostBytes, `${bytes} bytes`)
  const strangers = Object.keys(metafile.inputs).filter((path) =>
    /typebox|packages\/(protocol|server)\//.test(path),
  )
  assert.deepEqual(strangers, [])
})
