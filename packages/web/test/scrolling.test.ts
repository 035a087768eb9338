import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { fill, harbour, scrollAndWatch, toEnd, top } from './list-in-sight.ts'
import { until } from './until.ts'
import { type Api, message, openWorld } from './web-world.ts'

const browser = openBrowser()

/** Ada has read sixty messages of Ben's, and is in the room. */
async function atTheEnd(t: TestContext): Promise<{ ben: Api; page: Page }> {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  await fill(ben, 'general', 60)
  const ada = await world.account('ada', 'Ada')
  await ada.ask('PUT', '/v1/rooms/general/read', { seq: 60 })
  const page = await world.signedIn('ada')
  await message(page, 'number 60.').waitFor()
  return { ben, page }
}

test('going back through history nothing moves by itself, nothing is blank, and few rows are drawn', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  await fill(ben, 'general', 400)
  await world.account('ada', 'Ada')
  const page = await world.signedIn('ada')
  await ben.send('general', 'the end')
  await message(page, 'the end').waitFor()
  const seen = []
  for (let n = 0; n < 30; n += 1) seen.push(await scrollAndWatch(page, -900))
  assert.ok(seen.every(({ hasRow }) => hasRow))
  assert.deepEqual(
    seen.map(({ blank }) => blank).filter((blank) => blank > 0),
    [],
  )
  assert.deepEqual(
    seen.map(({ drift }) => drift).filter((drift) => drift > 1),
    [],
  )
  assert.ok(Math.max(...seen.map(({ rows }) => rows)) <= 120)
})

test('new messages are followed at the end, and leave alone who reads further up', async (t) => {
  const { ben, page } = await atTheEnd(t)
  assert.ok((await toEnd(page)) < 2)
  await ben.send('general', 'followed\n\n- with\n- some\n- lines')
  await message(page, 'followed').waitFor()
  assert.ok((await toEnd(page)) < 2)

  await scrollAndWatch(page, -1_500)
  const before = await top(page)
  await ben.send('general', 'not followed')
  await page.getByRole('button', { name: /new message/ }).waitFor()
  assert.equal(await top(page), before)
  await page.getByRole('button', { name: /new message/ }).click()
  await message(page, 'not followed').waitFor()
  assert.ok((await toEnd(page)) < 2)
})

test('a room with much that is unread opens where it begins', async (t) => {
  const { page } = await harbour(await openWorld(t, browser), 100)
  await page.locator('.list-row', { hasText: 'number 101.' }).getByText('New', { exact: true }).waitFor()
  const first = page.locator('.list-row', { hasText: 'number 101.' })
  const place = await first.evaluate((row) => {
    const list = row.closest('.list-scroller')
    return row.getBoundingClientRect().top - (list?.getBoundingClientRect().top ?? 0)
  })
  assert.ok(place >= 0 && place < 120, `the first unread message is ${place} px below the top`)
  await page.getByRole('button', { name: /new messages/ }).press('Enter')
  await message(page, 'number 200.').waitFor()
  await until('the end is in sight', async () => (await toEnd(page)) < 2)
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'composer')
})

test('a composer that grows moves nobody who reads further up, and hides nothing from who is at the end', async (t) => {
  const { page } = await atTheEnd(t)
  const composer = page.locator('#composer')
  const high = async () => (await composer.boundingBox())?.height ?? 0
  const low = await high()
  await composer.fill('one\ntwo\nthree\nfour\nfive')
  assert.ok((await high()) > low + 40, 'the composer has grown')
  await scrollAndWatch(page, 0)
  await until('the end is in sight', async () => (await toEnd(page)) < 2)
  await composer.fill('')
  await scrollAndWatch(page, -1_500)
  const before = await top(page)
  await composer.fill('one\ntwo\nthree\nfour\nfive')
  await scrollAndWatch(page, 0)
  assert.equal(await top(page), before)
})
