import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageLinks } from './page-links.ts'

test('a page that has a next one links to it and keeps the rest of the query', () => {
  assert.equal(
    pageLinks('room.browse', '/v1/public-rooms?search=a%20b&after=old&limit=2', {}, { next: 'x/y' }),
    '</v1/public-rooms?search=a+b&after=x%2Fy&limit=2>; rel="next"',
  )
})

test('the last page links nowhere', () => {
  assert.equal(pageLinks('room.browse', '/v1/public-rooms', {}, {}), undefined)
})

test('history links both ways, by message number', () => {
  assert.equal(
    pageLinks(
      'message.list',
      '/v1/rooms/general/messages?around=9&limit=2',
      { limit: 2 },
      { before: 8, after: 10 },
    ),
    '</v1/rooms/general/messages?before=8&limit=2>; rel="prev", ' +
      '</v1/rooms/general/messages?after=10&limit=2>; rel="next"',
  )
})

test('an address cannot break out of its link', () => {
  const link = pageLinks('room.browse', '/v1/public-rooms>;rel="x",<', {}, { next: 'c' })
  assert.equal(link, '</v1/public-rooms%3E;rel=%22x%22,%3C?after=c>; rel="next"')
})
