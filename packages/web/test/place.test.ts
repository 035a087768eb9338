import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './chromium.ts'
import { harbour, readingAt, scrollAndWatch, toEnd } from './list-in-sight.ts'
import { until } from './until.ts'
import { message, openRoom, openWorld, write } from './web-world.ts'

const browser = openBrowser()

test('who comes back to a room reads on where they were, and finds its end where they left that', async (t) => {
  const { page, ben, room } = await harbour(await openWorld(t, browser), 200)
  const comeBack = async () => {
    await openRoom(page, 'General')
    await openRoom(page, 'Harbour')
    await message(page, 'number ').first().waitFor()
    await scrollAndWatch(page, 0)
  }
  for (let n = 0; n < 6; n += 1) await scrollAndWatch(page, -900)
  const before = await readingAt(page)
  await comeBack()
  const after = await readingAt(page)
  assert.equal(after.row, before.row)
  assert.ok(Math.abs(after.px - before.px) <= 1, `${before.px} px is now ${after.px} px`)

  await openRoom(page, 'General')
  await ben.send(room, 'meanwhile')
  await page.getByRole('link', { name: /Harbour.*unread/ }).click()
  await page.locator('.list-row', { hasText: 'meanwhile' }).getByText('New', { exact: true }).waitFor()
  await write(page, 'seen')
  await message(page, 'seen').waitFor()
  await until('the end is in sight', async () => (await toEnd(page)) < 2)
  await comeBack()
  await until('the end is in sight', async () => (await toEnd(page)) < 2)
})

test('who reads what is unread far back stays there while the connection is lost and found again', async (t) => {
  const world = await openWorld(t, browser)
  const { page } = await harbour(world, 100)
  const latest = page.getByRole('button', { name: /new messages?/ })
  await until('half of it is read', async () => {
    await scrollAndWatch(page, 300)
    return /^([1-4]?\d) new/.test(await latest.innerText())
  })
  const before = await readingAt(page)
  const stays = async () => {
    await scrollAndWatch(page, 0)
    const { row, px } = await readingAt(page)
    assert.equal(row, before.row)
    assert.ok(Math.abs(px - before.px) <= 1, `${before.px} px is now ${px} px`)
  }
  world.wire.cut()
  const bar = page.getByText('The connection is lost.')
  await bar.waitFor()
  await stays()
  world.wire.mend()
  await bar.waitFor({ state: 'detached' })
  await stays()
  await page.locator('#composer').press('Escape')
  await message(page, 'number 200.').waitFor()
  await until('the end is in sight', async () => (await toEnd(page)) < 2)
})
