import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prefersHtml } from './prefers-html.ts'

test('browsers that open an address get the page', () => {
  for (const accept of [
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'text/html, application/xhtml+xml, image/jxr, */*',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'text/*',
    'text/html, */*',
    'application/json;q=0.5, text/html;q=0.6',
    'text/html, application/json;q=0.9',
    'text/html, application/json;q=0',
    '*/*, application/json;q=0.1',
  ])
    assert.equal(prefersHtml(accept), true, accept)
})

test('programs get JSON: who names it, who takes anything, who says nothing', () => {
  for (const accept of [
    undefined,
    '',
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'application/json, text/html',
    'text/html, application/json',
    'text/html;q=0.5, application/json',
    'text/html;q=0.8, */*',
    'text/html;q=0, */*',
    'text/html;q=0',
    'application/*',
    'application/*, text/html;q=0.9',
    'text/plain, */*;q=0.1',
    'image/png',
    'text/html;q=nonsense',
    'text/html;q=7',
    ',;,q=1',
  ])
    assert.equal(prefersHtml(accept), false, String(accept))
})
