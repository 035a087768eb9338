import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { faults } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { keptTrees } from './tree.ts'
import { until } from './until.ts'
import { message, openRoom, openWorld, signIn, write } from './web-world.ts'

const browser = openBrowser()

test('before signing in, a screen reader gets what was read and kept', async (t) => {
  const trees = keptTrees()
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio', HUBBUB_GUESTS: 'on' })
  const page = await world.visitor()
  await page.goto(world.url)
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  await trees.same(page.locator('body'), 'not-set-up')
  await page.goto(await world.setupLink())
  await page.getByRole('button', { name: 'Set up and enter' }).click()
  await page.getByRole('alert').waitFor()
  await trees.same(page.locator('body'), 'set-up-refused')
  await world.owner('Olga')
  await world.account('ada', 'Ada')
  const screens = [
    ['sign-in', world.url, 'Sign in'],
    ['sign-up', `${world.url}/c/register`, 'Join Harbour Studio'],
    ['password', await world.passwordLink('ada'), ''],
    ['link-over', `${world.url}/c/setup#over`, ''],
    ['not-found', `${world.url}/c/nowhere`, ''],
  ] as const
  for (const [name, url, heading] of screens) {
    await page.goto('about:blank')
    await page.goto(url)
    await page.getByRole('heading', { name: heading }).first().waitFor()
    await trees.same(page.locator('body'), name)
  }
  assert.deepEqual(trees.faults, [])
})

test('in the chat, a screen reader gets what was read and kept, and a machine finds no faults', async (t) => {
  const trees = keptTrees()
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio' })
  const olga = await world.owner('Olga')
  const ben = await world.account('ben', 'Ben Okri')
  const ada = await world.account('ada', 'Ada Lovelace')
  await ada.ask('POST', '/v1/rooms', {
    name: 'Exhibition',
    handle: 'exhibition',
    type: 'public',
    topic: 'Hall 3',
    members: [ben.id],
  })
  const page = await world.signedIn('ada')
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await ben.send('exhibition', 'Hello **everybody**, see https://example.org and `code`')
  await ben.send(
    'exhibition',
    '> quoted\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nlong code\n```',
  )
  await ben.send('exhibition', '@ada look', { mentions: [ada.id] })
  await page.getByRole('link', { name: /^Exhibition.*mention/ }).waitFor()
  await trees.same(page.locator('body'), 'room-empty')
  await openRoom(page, 'Exhibition')
  await message(page, 'look').waitFor()
  await page.getByRole('button', { name: /\d member/ }).click()
  await page.getByRole('complementary').getByText('Ben Okri').waitFor()
  await page.getByRole('link', { name: 'Exhibition', exact: true }).waitFor()
  await trees.same(page.locator('body'), 'room')
  assert.deepEqual(await faults(page), [])
  await page.getByRole('button', { name: 'Hide members' }).click()

  await olga.goto(`${world.url}/c/rooms/exhibition`)
  await olga.getByRole('button', { name: 'Join' }).waitFor()
  assert.deepEqual(await faults(olga), [], 'a room to join')
  await trees.same(olga.locator('body'), 'room-to-join')
  await olga.goto(`${world.url}/c/rooms/nowhere`)
  await olga.getByRole('alert').waitFor()
  assert.deepEqual(await faults(olga), [], 'no such room')
  await trees.same(olga.locator('body'), 'room-not-there')
  assert.deepEqual(trees.faults, [])
})

/** What the page says to who listens to it, from now on. */
const listen = (page: Page) =>
  page.evaluateHandle(() => {
    const heard: string[] = []
    const regions = [...document.querySelectorAll('[role=status], [aria-live], [role=alert]')]
    for (const region of regions)
      new MutationObserver((changes) => {
        // What is put in is read out, and so is a text that is put in the place of the same one.
        const isNew = changes.some(
          ({ type, addedNodes }) => type === 'characterData' || addedNodes.length > 0,
        )
        const text = region.textContent.trim()
        if (isNew && text !== '') heard.push(text)
      }).observe(region, { childList: true, subtree: true, characterData: true })
    return heard
  })

const heardBy = (page: Page, text: string | RegExp) =>
  page.getByRole('status').getByText(text).waitFor({ state: 'attached' })

test('new messages are read out once, politely; history and what I write are not', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  await ben.send('general', 'long ago')
  const ada = await world.person('ada', 'Ada')
  await message(ada, 'long ago').waitFor()
  const said = await listen(ada)
  await write(ada, 'mine')
  await message(ada, 'mine').waitFor()
  await ben.send('general', 'news for everybody')
  await heardBy(ada, 'Ben: news for everybody')
  await ben.send('general', 'news for everybody')
  await until('the same words are said again', async () => (await said.jsonValue()).length === 2)
  for (const n of [1, 2, 3, 4, 5]) await ben.send('general', `burst ${n}`)
  await message(ada, 'burst 5').waitFor()
  await heardBy(ada, /burst 5|\d new messages/)
  const heard = await said.jsonValue()
  assert.deepEqual(heard.slice(0, 2), ['Ben: news for everybody', 'Ben: news for everybody'])
  assert.ok(
    heard.every((text) => !text.includes('mine') && !text.includes('long ago')),
    heard.join(' | '),
  )
})

test('who listens chooses what is read out: everything, what is meant for them, or nothing', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  const { id } = await world.account('ada', 'Ada')
  const page = await world.visitor()
  await page.clock.install()
  await signIn(page, world.url, 'ada')
  const choose = async (choice: string) => {
    await page.getByRole('button', { name: 'You and this device' }).click()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('group', { name: 'Read out new messages' }).getByLabel(choice).check()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const come = async (text: string, more = {}) => {
    await ben.send('general', text, more)
    await message(page, text).waitFor()
    await page.clock.runFor(5_000)
  }
  await page.locator('.list-rows').waitFor({ state: 'attached' })
  const said = await listen(page)
  await choose('Mentions and direct messages')
  await come('of no concern')
  await come('@ada look', { mentions: [id] })
  await choose('Nothing')
  await come('@ada look again', { mentions: [id] })
  assert.deepEqual(await said.jsonValue(), ['Ben: @ada look'])
  await page.reload()
  await message(page, 'look again').waitFor()
  await page.getByRole('button', { name: 'You and this device' }).waitFor()
  const later = await listen(page)
  await come('still nothing')
  await choose('Every message')
  await come('back to all')
  assert.deepEqual(await later.jsonValue(), ['Ben: back to all'])
})
