import assert from 'node:assert/strict'
import { test } from 'node:test'
import { glanceOf, skeletonOf } from './confusables.ts'
import { foldIdentity } from './fold.ts'

test('a skeleton is its own skeleton, whatever letter it is made of', () => {
  for (let code = 0x20; code < 0x3100; code += 1) {
    const letter = String.fromCodePoint(code)
    const skeleton = skeletonOf(letter)
    assert.equal(skeletonOf(skeleton), skeleton, letter)
    assert.equal(skeletonOf(foldIdentity(letter)), skeleton, letter)
    assert.equal(glanceOf(skeleton), glanceOf(letter), letter)
  }
})

test('Cyrillic letters that look like Latin ones have their skeleton, and Latin letters their own', () => {
  const latin = 'abcdefghijklmnopqrstuvwxyz'
  const cyrillic: Record<string, string> = {
    a: 'а',
    c: 'с',
    e: 'е',
    i: 'і',
    j: 'ј',
    o: 'о',
    p: 'р',
    s: 'ѕ',
    x: 'х',
    y: 'у',
  }
  for (const letter of latin) assert.equal(skeletonOf(letter), letter)
  for (const [letter, twin] of Object.entries(cyrillic)) {
    assert.equal(skeletonOf(twin), letter)
    assert.equal(skeletonOf(twin.toUpperCase()), letter)
  }
})

test('accents and marks stay in a skeleton: only what cannot be told apart is one', () => {
  assert.notEqual(skeletonOf('josé'), skeletonOf('jose'))
  assert.notEqual(skeletonOf('в'), skeletonOf('b'))
  assert.equal(skeletonOf('ѐ'), skeletonOf('è'))
})
