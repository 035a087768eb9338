import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { generatedPages } from './generated-pages.ts'

for (const { path, content } of generatedPages) {
  test(`${path} says what the code does`, () => {
    const written = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
    assert.equal(written, content, `${path} is out of date: run npm run docs`)
  })
}
