import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { test } from 'node:test'
import { missingPlatformPackages } from '../../../scripts/workspace/lock-file.mjs'
import { projectFiles, repository } from './guards/source-tree.ts'

const SAYS_NOTHING = /(^|-)((utils?|helpers?|misc|manager)[-.]|(common|service)\.)|^handler\./

// Written in parts, so that this file does not name what it looks for.
const FOREIGN = [
  ['/', 'work/'],
  ['registry.', 'npmjs'],
  ['registry.', 'yarnpkg'],
  ['http', '://registry'],
].map((parts) => parts.join(''))

const paths = projectFiles()

function foreignIn(text: string): string[] {
  return FOREIGN.filter((word) => text.includes(word))
}

test('no file speaks of a machine or a package registry', () => {
  assert.ok(paths.includes('package.json'), 'the files were found')
  const found = paths.flatMap((path) => {
    const words = foreignIn(readFileSync(join(repository, path), 'latin1'))
    return words.map((word) => `${path}: ${word}`)
  })
  assert.deepEqual(found, [])
})

/** Made on demand, from measurements. */
const UNWRITTEN = ['performance.md']

test('every page that is named anywhere is there', () => {
  const pages = new Set([...UNWRITTEN, ...paths.map((path) => basename(path))])
  const texts = paths.filter((path) => /\.(md|m?[jt]sx?|ya?ml)$/.test(path))
  assert.ok(texts.length > 500, 'the files were found')
  const missing = texts.flatMap((path) => {
    const named = readFileSync(join(repository, path), 'utf8').match(/[\w./-]+\.md\b/g) ?? []
    return named.filter((page) => !pages.has(basename(page))).map((page) => `${path}: ${page}`)
  })
  assert.deepEqual(missing, [])
})

test('every link of a page leads somewhere', () => {
  const links = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => {
      const targets = readFileSync(join(repository, path), 'utf8').matchAll(
        /\]\((?!\w+:|#|\/)([^)#\s]+)[^)]*\)/g,
      )
      return [...targets].map(([, target = '']) => posix.join(posix.dirname(path), target))
    })
  assert.ok(links.length > 50, 'they were found')
  assert.deepEqual(
    links.filter((link) => !existsSync(join(repository, link))),
    [],
  )
})

test('file names say what is inside', () => {
  assert.deepEqual(
    paths.filter((path) => SAYS_NOTHING.test(basename(path))),
    [],
  )
  for (const bad of [
    'utils.ts',
    'date-helper.ts',
    'common.ts',
    'room-manager.test.ts',
    'handler.ts',
    'chat-service.ts',
  ]) {
    assert.match(bad, SAYS_NOTHING)
  }
  for (const good of ['route-handler.ts', 'miscount.ts', 'common-passwords.ts', 'service-worker.ts'])
    assert.doesNotMatch(good, SAYS_NOTHING)
})

test('the lock file names no host and lists every platform, so that npm ci accepts it everywhere', () => {
  const text = readFileSync(join(repository, 'package-lock.json'), 'utf8')
  assert.doesNotMatch(text, /"resolved": "http/)
  assert.deepEqual(missingPlatformPackages(JSON.parse(text)), [], 'run npm run complete-lock')
})

test('no dependency needs its install script but those that run without', () => {
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8'))
  const scripted = Object.entries(packages as Record<string, { hasInstallScript?: boolean }>)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.replace(/^node_modules\//, ''))
  // esbuild's script only checks that its platform package is there.
  assert.deepEqual(scripted, ['esbuild'])
})
