import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { keptKeys, untilKept } from './kept.ts'
import { message, openWorld, write } from './web-world.ts'

const browser = openBrowser()

test('without a network the page opens, and the last rooms can be read and written to', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada')
  const ben = await world.account('ben', 'Ben')
  await ben.send('general', 'Read this on the *train*')
  await message(ada, 'Read this on the train').waitFor()
  assert.equal(await untilKept(ada), `${world.url}/c/`, 'it reaches no further than its own paths')
  world.wire.cut()
  await ada.locator('#composer').fill('half a thought')
  await ada.reload()
  await message(ada, 'Read this on the train').locator('em', { hasText: 'train' }).waitFor()
  assert.equal(await ada.locator('#composer').inputValue(), 'half a thought')
  await write(ada, 'and answered there')
  await message(ada, 'and answered there').getByText('Waiting to be sent').waitFor({ state: 'attached' })
  await ben.send('general', 'meanwhile')
  const tryNow = ada.getByRole('button', { name: 'Try now' })
  await tryNow.waitFor()
  world.wire.mend()
  await tryNow.click()
  await message(ada, 'meanwhile').waitFor()
  await message(ada, 'and answered there').getByText('Waiting to be sent').waitFor({ state: 'detached' })
  const { items } = await ben.ask('GET', '/v1/rooms/general/messages')
  assert.deepEqual(
    items.map(({ text }: { text: string }) => text),
    ['Read this on the *train*', 'meanwhile', 'and answered there'],
  )
})

test('who signs out, or is signed out elsewhere, leaves nothing to read behind', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada')
  const laptop = await world.signedIn('ada')
  for (const page of [ada, laptop]) await untilKept(page)
  await ada.getByRole('button', { name: 'You and this device' }).click()
  await ada.getByRole('button', { name: 'Settings' }).click()
  await ada.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
  await ada
    .getByRole('dialog')
    .getByRole('button', { name: 'Sign out everywhere', exact: true })
    .last()
    .click()
  for (const page of [ada, laptop]) {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.deepEqual(await keptKeys(page), [])
  }
  world.wire.cut()
  await laptop.goto(`${world.url}/c/`)
  await laptop.getByRole('button', { name: 'Try again' }).waitFor()
  assert.equal(await laptop.getByRole('link', { name: 'General' }).count(), 0)
})

test('a page that is older than its server says so, and the next way leads to the newer one', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada')
  const ben = await world.account('ben', 'Ben')
  await ben.ask('POST', '/v1/rooms', { type: 'public', name: 'Harbour', handle: 'harbour' })
  await ada.getByRole('button', { name: 'Browse rooms' }).click()
  await ada.getByRole('button', { name: 'Join: Harbour' }).click()
  await ada.getByRole('heading', { level: 1, name: 'Harbour' }).waitFor()
  const newer = async (route: Route) => {
    const answer = await route.fetch()
    const text = (await answer.text()).replace(/main-\w+\.js/, 'main-NEWER.js')
    await route.fulfill({ response: answer, body: text })
  }
  await ada.route(`${world.url}/c/`, newer)
  await ada.locator('.list-rows').waitFor({ state: 'attached' })
  world.wire.cut()
  await write(ada, 'written meanwhile')
  world.wire.mend()
  await ada.getByText('There is a newer version of this page.').waitFor()
  await message(ada, 'written meanwhile').getByText('Waiting to be sent').waitFor({ state: 'detached' })
  await ada.unroute(`${world.url}/c/`, newer)
  const loaded = ada.waitForEvent('load')
  await ada.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'General' }).click()
  await loaded
  await ada.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  assert.equal(await ada.getByText('There is a newer version of this page.').count(), 0)
})
