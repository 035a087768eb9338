import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { version } from './version.ts'

for (const path of ['../../package.json', '../../../../package.json']) {
  test(`the version is that of ${path.replaceAll('../', '')} ${path.split('/').length - 1} folders up`, () => {
    const manifest = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }
    assert.equal(version, manifest.version)
  })
}
