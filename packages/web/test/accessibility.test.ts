import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faults } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { message, openWorld, write } from './web-world.ts'

const browser = openBrowser()
test('the screens before signing in have no faults that a machine can find', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_GUESTS: 'on' })
  const page = await world.visitor()
  await page.goto(world.url)
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  assert.deepEqual(await faults(page), [])
  await page.goto(await world.setupLink())
  await page.getByRole('button', { name: 'Set up and enter' }).click()
  await page.getByRole('alert').waitFor()
  assert.deepEqual(await faults(page), [])
  await world.owner('Olga')
  for (const path of ['/', '/c/register', '/c/password', '/c/nowhere']) {
    await page.goto('about:blank')
    await page.goto(world.url + path)
    await page.getByRole('heading').first().waitFor()
    assert.deepEqual(await faults(page), [], path)
  }
  await world.account('ada', 'Ada')
  for (const link of [await world.passwordLink('ada'), `${world.url}/c/setup#over`]) {
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByRole('heading').first().waitFor()
    assert.deepEqual(await faults(page), [], link)
  }
})

test('the chat has no faults that a machine can find', async (t) => {
  const world = await openWorld(t, browser)
  const olga = await world.owner('Olga')
  const ben = await world.account('ben', 'Ben Okri')
  await ben.send('general', 'Hello **everybody**, see https://example.org and `code`')
  await ben.send(
    'general',
    '- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nlong code\n```',
  )
  await write(olga, 'Hi @ben')
  await message(olga, 'Hi @ben').waitFor()
  assert.deepEqual(await faults(olga), [])
  await olga.getByRole('button', { name: /\d members?$/ }).click()
  await olga.getByRole('complementary').getByText('Ben Okri').waitFor()
  await message(olga, 'Hi @ben').hover()
  assert.deepEqual(await faults(olga), [])
})

test('what the page says by itself has no faults that a machine can find', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada')
  await ada.evaluate(() => localStorage.removeItem('hubbub:notices'))
  await ada.reload()
  await write(ada, 'anybody here?')
  await ada.getByText('Shall this browser tell you').waitFor()
  assert.deepEqual(await faults(ada), [], 'the offer of notifications')
  await message(ada, 'anybody here?').hover()
  await ada.getByRole('button', { name: 'Delete' }).click()
  await ada.getByRole('button', { name: 'Undo' }).waitFor()
  assert.deepEqual(await faults(ada), [], 'what can be undone')
  await ada.route(`${world.url}/c/`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(/main-\w+\.js/, 'main-NEWER.js') })
  })
  world.wire.cut()
  await write(ada, 'written meanwhile')
  await ada.getByText('The connection is lost. Trying again… 1 message will be sent then.').waitFor()
  assert.deepEqual(await faults(ada), [], 'no connection')
  world.wire.mend()
  await ada.getByText('There is a newer version of this page.').waitFor()
  assert.deepEqual(await faults(ada), [], 'a newer version')
})

test('everything can be done with the keyboard alone', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada')
  const ben = await world.account('ben', 'Ben')
  const { keyboard } = ada
  await keyboard.type('from the keyboard')
  await keyboard.press('Enter')
  // While it is on its way there is nothing to be done with it.
  await message(ada, 'from the keyboard').locator('.actions').waitFor({ state: 'attached' })
  await keyboard.press('Shift+Tab')
  const focused = () =>
    ada.evaluate(
      () =>
        document.activeElement?.closest('article')?.getAttribute('aria-label') ??
        document.activeElement?.getAttribute('aria-label'),
    )
  assert.match((await focused()) ?? '', /from the keyboard/)
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await keyboard.press('e')
  await keyboard.press('End')
  await keyboard.type(', changed')
  await keyboard.press('Enter')
  await message(ada, 'from the keyboard, changed').waitFor()
  assert.match((await focused()) ?? '', /Message to General/)

  await ben.ask('POST', '/v1/rooms', { type: 'public', name: 'Harbour', handle: 'harbour' })
  await ada.getByRole('button', { name: 'Browse rooms' }).focus()
  await keyboard.press('Enter')
  await ada.getByRole('button', { name: 'Join: Harbour' }).waitFor()
  await keyboard.type('harb')
  await keyboard.press('Tab')
  await ada.getByRole('button', { name: 'Join: Harbour' }).focus()
  await keyboard.press('Enter')
  await ada.getByRole('heading', { level: 1, name: 'Harbour' }).waitFor()
  await keyboard.press('Alt+ArrowUp')
  await ada.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await ben.send('harbour', 'over here')
  await ada.getByRole('link', { name: 'Harbour 1 unread message' }).waitFor()
  await keyboard.press('Alt+Shift+ArrowDown')
  await ada.getByRole('heading', { level: 1, name: 'Harbour' }).waitFor()
})

test('a narrow screen shows one thing at a time, and nothing is wider than it', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada', {
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
  })
  const isTooWide = () => ada.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  await ada.getByRole('link', { name: 'General' }).click()
  await ada.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await ada.getByRole('navigation', { name: 'Rooms' }).waitFor({ state: 'hidden' })
  await ada.locator('#composer').fill(`a word that is ${'very'.repeat(40)} long`)
  await ada.getByRole('button', { name: 'Send' }).click()
  await message(ada, 'a word that is').waitFor()
  assert.equal(await isTooWide(), false)
  await ada.goBack()
  await ada.getByRole('navigation', { name: 'Rooms' }).waitFor()
  assert.equal(await isTooWide(), false)
})
