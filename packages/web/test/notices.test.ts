import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { untilTelling, untilWorking } from './kept.ts'
import { until } from './until.ts'
import { message, openRoom, openWorld, type WebWorld, write } from './web-world.ts'

const browser = openBrowser()

/** What this browser shows, oldest first, from the service worker that shows it. */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/c/')
    const notices = (await registration?.getNotifications()) ?? []
    return notices.map(({ title, body, silent }) => ({ title, body, silent }))
  })

const untilShown = (page: Page, count: number) =>
  until(`${count} notifications`, async () => (await shown(page)).length === count)

/** Nobody looks at any tab of this browser. */
async function lookAway(context: BrowserContext): Promise<void> {
  const elsewhere = await context.newPage()
  await elsewhere.bringToFront()
  for (const page of context.pages())
    await page.evaluate(() => {
      Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true })
      dispatchEvent(new Event('blur'))
    })
}

async function ada(world: WebWorld): Promise<Page> {
  const page = await world.person('ada', 'Ada')
  await page.evaluate(() => localStorage.removeItem('hubbub:notices'))
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await untilWorking(page)
  return page
}

test('notifications are offered after the first message, never before, and only once', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const page = await ada(world)
  const offer = page.getByText('Shall this browser tell you')
  assert.equal(await offer.count(), 0)
  assert.equal(await page.evaluate(() => Notification.permission), 'default')
  await write(page, 'anybody here?')
  await offer.waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  await offer.waitFor({ state: 'detached' })
  await page.reload()
  await write(page, 'still nobody?')
  await message(page, 'still nobody?').waitFor()
  await page.getByRole('button', { name: 'You and this device' }).click()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Turn on notifications' }).waitFor()
  assert.equal(await offer.count(), 0)
})

test('who looks elsewhere is told once of what is written to them, as the room is set, until it is read', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const page = await ada(world)
  const context = page.context()
  await context.grantPermissions(['notifications'], { origin: world.url })
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  const second = await context.newPage()
  await second.goto(`${world.url}/c/`)
  await second.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  const ben = await world.account('ben', 'Ben')
  const me = await page.evaluate(
    () =>
      Object.values(localStorage)
        .join()
        .match(/"account":"(\w+)"/)?.[1],
  )
  const { room } = await ben.ask('POST', '/v1/direct-rooms', { accounts: [me] })
  await page.getByRole('link', { name: 'Ben' }).waitFor()

  await ben.send('general', 'you there, @ada?', { mentions: [me] })
  for (const tab of [page, second]) {
    await message(tab, 'you there').waitFor()
    await tab
      .getByRole('navigation')
      .getByRole('link', { name: /^General$/ })
      .waitFor()
  }
  await untilTelling(page)
  await lookAway(context)
  await ben.send('general', 'not for you')
  await ben.send(room.id, 'just between us')
  await untilShown(page, 1)
  assert.deepEqual(await shown(page), [{ title: 'Ben', body: 'just between us', silent: true }])
  await ben.send('general', 'but this, @ada', { mentions: [me] })
  await untilShown(page, 2)
  assert.deepEqual((await shown(page)).map(({ title }) => title).sort(), ['Ben', 'Ben · General'])

  // Choosing one leads to its room.
  const [worker] = context.serviceWorkers()
  await worker?.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration }
    const notices = await registration.getNotifications()
    const notification = notices.find(({ title }) => title === 'Ben · General')
    const event = new Event('notificationclick')
    dispatchEvent(Object.assign(event, { notification, waitUntil: () => undefined }))
  })
  await untilShown(page, 1)
  await page.bringToFront()
  await page.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { value: () => true, configurable: true })
    dispatchEvent(new Event('focus'))
  })
  await openRoom(page, 'Ben')
  await untilShown(page, 0)
})
