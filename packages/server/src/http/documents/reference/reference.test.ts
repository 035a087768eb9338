import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errors, events } from '@hubbub/protocol'
import { dialects } from '../../../dialects/index.ts'
import { allCommands } from '../catalogue-facts.ts'
import { htmlPage } from './as-html.ts'
import { fileName, markdownPage } from './as-markdown.ts'
import type { Page } from './blocks.ts'
import { referencePages } from './pages.ts'

const pages = referencePages(dialects)
const demos = dialects.flatMap(({ description: { demo } }) => (demo ? [demo.path] : []))
const html = new Map(pages.map((page) => [`/docs${page.path}`, htmlPage(page, pages)]))
const files = new Map(pages.map((page) => [fileName(page.path), markdownPage(page)]))

function idsIn(text: string): string[] {
  return [...text.matchAll(/ id="([^"]+)"/g)].flatMap(([, id]) => (id ? [id] : []))
}

test('every command, event and error has its place', () => {
  const commands = idsIn(html.get('/docs/commands') ?? '')
  for (const { name } of allCommands) assert.ok(commands.includes(name), name)
  const socket = idsIn(html.get('/docs/socket') ?? '')
  for (const { name } of events) assert.ok(socket.includes(`event-${name}`), name)
  const codes = idsIn(html.get('/docs/errors') ?? '')
  for (const code of Object.keys(errors)) assert.ok(codes.includes(code), code)
})

test('every route, event and shape of the older contracts has its place', () => {
  assert.ok(dialects.length > 0)
  for (const { name, description } of dialects) {
    const text = html.get(`/docs/${name}`) ?? ''
    const ids = idsIn(text)
    for (const event of description.events) assert.ok(ids.includes(`${event.from}-${event.name}`), event.name)
    for (const shape of Object.keys(description.shapes)) assert.ok(ids.includes(`shape-${shape}`), shape)
    for (const { method, paths } of description.routes) {
      for (const path of paths) assert.ok(text.includes(`${method} ${path}<`), `${method} ${path}`)
    }
    assert.match(html.get('/docs/older') ?? '', new RegExp(`href="/docs/${name}"`))
  }
})

test('a server says which older contracts are open to who asks, and the files say the rule', () => {
  const names = dialects.map(({ name }) => name)
  const page = pages.find(({ path }) => path === '/older')
  assert.ok(page)
  const exposures = new Map(names.map((name) => [name, name === 'event-bus' ? 'open' : 'protected'] as const))
  assert.match(htmlPage(page, pages, exposures), /reach this server now:.*<code>event-bus<\/code> open,/)
  assert.match(htmlPage(page, pages, exposures), /<code>users-crud<\/code> protected,/)
  assert.doesNotMatch(markdownPage(page), /this server now/)
  assert.match(markdownPage(page), /--open users-crud,event-bus,lobby-chat,user-accounts,chatrooms/)
})

test('every link of a page leads to a place that is there', () => {
  for (const [path, text] of html) {
    const ids = idsIn(text)
    assert.equal(new Set(ids).size, ids.length, `${path} has an id twice`)
    for (const [, href = ''] of text.matchAll(/<a [^>]*href="([^"]+)"/g)) {
      const [target = '', anchor] = href.split('#')
      if (target.startsWith('/v1/') || demos.includes(target)) continue
      const page = html.get(target || path)
      assert.ok(page, `${path} links to ${href}`)
      if (anchor) assert.ok(idsIn(page).includes(anchor), `${path} links to ${href}`)
    }
  }
})

test('every link of a file leads to a place that is there', () => {
  for (const [name, text] of files) {
    for (const [, href = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [file = '', anchor] = href.split('#')
      const target = files.get(file || name)
      assert.ok(target, `${name} links to ${href}`)
      if (anchor) assert.ok(target.includes(`<a id="${anchor}">`), `${name} links to ${href}`)
    }
  }
})

test('pages need no script and hold nothing inline', () => {
  for (const [path, text] of html) {
    assert.doesNotMatch(text, /<script|<style| style=| on[a-z]+="|javascript:/i, path)
    assert.doesNotMatch(text, /(?:src|href)="(?:https?:)?\/\//, path)
  }
})

test('what looks like markup in a text is text', () => {
  const page: Page = {
    path: '/x',
    title: '<b>&"',
    lead: '`<script>` and <img> and [<i>](/docs)',
    blocks: () => [
      { head: ['a|b'], rows: [['`x|y` *z*']] },
      { code: '</code><script>', lang: 'html' },
    ],
  }
  assert.doesNotMatch(htmlPage(page, [page]), /<(b|img|i|script)>/)
  const file = markdownPage(page)
  assert.match(file, /\| a\\\|b \|/)
  assert.match(file, /\\\*z\\\*/)
})
