import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from 'playwright-core'
import { faults } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { openWorld, signIn } from './web-world.ts'

const browser = openBrowser()

test('a dialog that cannot be loaded says so, is tried again, and leads to a newer page where there is one', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  await world.account('ada', 'Ada')
  // Without a service worker, which keeps every part of the page, a part may be missing.
  const page = await world.visitor({ serviceWorkers: 'block' })
  await page.goto(world.url)
  const known = new Set<string>()
  const isLater = (url: URL) => /\/c\/assets\/later-parts-\w+\.js$/.test(url.pathname)
  const missing = async (route: Route) => {
    known.add(new URL(route.request().url()).pathname)
    await route.abort()
  }
  await page.route(isLater, missing)
  await signIn(page, world.url, 'ada')
  const create = page.getByRole('button', { name: 'Create a room' })
  await create.click()
  const dialog = page.getByRole('dialog', { name: 'This could not be loaded.' })
  await dialog.getByText('The server could not be reached.').waitFor()
  assert.equal(known.size, 1, 'it is one file that was asked for')
  assert.deepEqual(await faults(page), [])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.ok(await create.evaluate((button) => button === document.activeElement))
  await page.getByRole('button', { name: /\d members?$/ }).click()
  await page.getByRole('complementary').getByText('The server could not be reached.').waitFor()
  assert.deepEqual(await faults(page), [])

  const newer = async (route: Route) => {
    const answer = await route.fetch()
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace(/main-\w+\.js/, 'main-NEWER.js'),
    })
  }
  await page.route(`${world.url}/c/`, newer)
  await page.getByRole('complementary').getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('complementary').getByText('There is a newer version of this page.').waitFor()
  await page.unroute(`${world.url}/c/`, newer)
  await page.unroute(isLater, missing)
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Load it' }).click()
  await loaded
  await create.click()
  await page.getByRole('dialog', { name: 'Create a room' }).waitFor()
})

test('a dialog that could not be loaded opens with the next try', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  await world.account('ada', 'Ada')
  const page = await world.visitor({ serviceWorkers: 'block' })
  const isLater = (url: URL) => /\/c\/assets\/later-parts-\w+\.js$/.test(url.pathname)
  await page.route(isLater, (route) => route.abort())
  await signIn(page, world.url, 'ada')
  await page.keyboard.press('Control+k')
  const again = page.getByRole('dialog').getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await page.unroute(isLater)
  await again.click()
  await page.getByRole('option', { name: 'General' }).waitFor()
})
