import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { message, openWorld, signIn, type WebWorld } from './web-world.ts'

const browser = openBrowser()

/** What sticks out of the page at a side, although it does not scroll by itself. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const scrolls = (one: Element | null): boolean =>
      one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
    const out = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => {
      const { left, right, width, height } = one.getBoundingClientRect()
      const isOut = width > 1 && height > 1 && (left < -1 || right > clientWidth + 1)
      return isOut && one.checkVisibility() && !one.closest('.sr-only, .skip') && !scrolls(one.parentElement)
    })
    const found = out.slice(0, 5).map((one) => `${one.localName}.${one.className}`)
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`, ...found] : found
  })
}

/** Buttons, links and fields smaller than a fingertip may be. */
function tooSmall(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, select, textarea, a[href], input')]
    const small = all.filter((one) => {
      const { width, height } = one.getBoundingClientRect()
      // Links in running text are as high as their line, which WCAG allows.
      const isInText = one.localName === 'a' && one.closest('p, .text') !== null
      const isHidden = width <= 1 || !one.checkVisibility() || one.closest('.sr-only, .skip') !== null
      // A box with a label around it is as large as the label.
      const isLabelled = one.closest('label, .field-frame') !== null
      return !isHidden && !isInText && !isLabelled && (width < least || height < least)
    })
    return small.map((one) => `${one.localName}.${one.className} ${one.innerText.slice(0, 20)}`)
  }, leastPx)
}

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

/** Somebody with a long name in a room with a long name, who reads long words. */
async function crowd(world: WebWorld): Promise<void> {
  await world.owner('Olga')
  const ada = await world.account('ada', `Ada ${long}`.slice(0, 80))
  const ben = await world.account('ben', `Ben ${long}`.slice(0, 80))
  await ada.ask('POST', '/v1/rooms', {
    type: 'public',
    name: long,
    handle: 'long',
    topic: `${long} ${long}`,
    members: [ben.id],
  })
  await ben.ask('POST', '/v1/direct-rooms', { accounts: [ada.id] })
  await ben.send('long', `${'long'.repeat(60)} https://example.org/${'path/'.repeat(40)}`)
  await ben.send(
    'long',
    `| ${long} | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`\n${'code '.repeat(60)}\n\`\`\`\n\n\`${long}\``,
  )
  await ben.send('long', `> ${long}\n\n1. ${long}\n   - ${long}`)
}

/** Every screen and dialog of the chat, one after the other. */
async function tour(page: Page, world: WebWorld, seen: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${world.url}/c/rooms/long`)
  await message(page, '1').last().waitFor()
  await seen('a room')
  await page.locator('.header-button').click()
  await page.locator('.member').nth(1).waitFor()
  await seen('its members')
  await page.locator('.panel-header .icon-button').click()
  await page.locator('.room-header .menu-place > button').click()
  await seen('its menu')
  await page.locator('.menu:popover-open .menu-item:has(path[d^="M4 20l1-4"])').click()
  await page.locator('dialog').waitFor()
  await seen('its settings')
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await seen('the palette')
  await page.keyboard.press('Escape')
  if (await page.locator('.only-narrow').isVisible()) await page.locator('.only-narrow').click()
  await page.locator('.me-button').click()
  await seen('my menu')
  await page.locator('.menu:popover-open .menu-item:has(path[d^="M4 20l1-4"])').click()
  await page.locator('dialog').waitFor()
  await seen('my settings')
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
  for (const place of [0, 1, 2]) {
    await page.locator('.sidebar-actions button').nth(place).click()
    await page.locator('dialog').waitFor()
    await seen(`dialog ${place}`)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
  }
}

const screens = [
  ['at 320 px', { viewport: { width: 320, height: 568 } }],
  // 1,280 by 1,024 at 400 %.
  ['zoomed to 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ['in Indonesian at 320 px', { viewport: { width: 320, height: 568 }, locale: 'id-ID' }],
] as const

test('at 320 px, zoomed to 400 % and in longer words nothing sticks out, and fingers find everything', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_GUESTS: 'on' })
  await crowd(world)
  for (const [name, options] of screens) {
    const page = await world.visitor({ ...options, hasTouch: true, isMobile: true })
    for (const path of ['/', '/c/register', '/c/nowhere']) {
      await page.goto(world.url + path)
      await page.getByRole('heading').first().waitFor()
      assert.deepEqual(await tooWide(page), [], `${path} ${name}`)
    }
    await page.goto(world.url)
    await page.locator('#identifier').fill('ada')
    await page.locator('#password').fill('a long walk to the harbour')
    await page.locator('#password').press('Enter')
    await page.locator('.room-link').first().waitFor()
    await tour(page, world, async (place) => {
      assert.deepEqual(await tooWide(page), [], `${place} ${name}`)
      assert.deepEqual(await tooSmall(page, 24), [], `${place} ${name}`)
    })
    await page.context().close()
  }
})

test('read from right to left nothing sticks out, and sides change places', async (t) => {
  const world = await openWorld(t, browser)
  await crowd(world)
  const page = await world.visitor()
  await page.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => document.documentElement.setAttribute('dir', 'rtl')),
  )
  await signIn(page, world.url, 'ada')
  await tour(page, world, async (place) => assert.deepEqual(await tooWide(page), [], place))
  await page.goto(`${world.url}/c/rooms/long`)
  await message(page, '1').last().waitFor()
  const [rooms, talk] = await Promise.all([
    page.locator('.sidebar').boundingBox(),
    page.locator('.conversation').boundingBox(),
  ])
  assert.ok(rooms && talk && rooms.x > talk.x, 'the rooms are on the right')
})

test('in forced colours the open room, unread rooms and the focus can still be told apart', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const page = await world.person('ada', 'Ada', { forcedColors: 'active', reducedMotion: 'reduce' })
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  const outline = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => getComputedStyle(one).outlineStyle)
  assert.equal(await outline('.room-link[aria-current]'), 'solid')
  await page.keyboard.press('F6')
  assert.equal(await outline(':focus'), 'solid')
  await page.getByRole('button', { name: 'Browse rooms' }).hover()
  assert.equal(await outline('.icon-button:hover'), 'solid')
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().duration ?? 0)),
    ),
  )
  assert.ok(longest <= 1, `an animation of ${longest} ms runs where less motion is wanted`)
})

test('a name longer than its list ends in dots, and what stands beside it is seen whole', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.account('ada', 'Ada')
  const ben = await world.account('ben', 'Ben')
  const name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  const { room } = await ben.ask('POST', '/v1/rooms', { type: 'private', name, members: [ada.id] })
  await ben.send(room.id, 'news')
  const page = await world.signedIn('ada')
  await page.getByRole('link', { name: /1 unread message/ }).waitFor()
  await page.keyboard.press('Control+k')
  const choice = page.getByRole('option', { name })
  await choice.waitFor()
  const fits = await choice.evaluate((row) => {
    const [title, hint] = ['.pick-name', '.muted'].map((part) => row.querySelector(part))
    if (!title || !hint) return 'a part is missing'
    const isCut = title.scrollWidth > title.clientWidth && getComputedStyle(title).textOverflow === 'ellipsis'
    const isSeen = hint.scrollWidth <= hint.clientWidth
    const isInside = hint.getBoundingClientRect().right <= row.getBoundingClientRect().right
    return { isCut, isSeen, isInside }
  })
  assert.deepEqual(fits, { isCut: true, isSeen: true, isInside: true })
})

test('on a phone what is written stands in the middle of its field', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const page = await world.person('ada', 'Ada', {
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
  })
  await page.getByRole('link', { name: 'General' }).click()
  const field = page.locator('#composer')
  await field.fill('one line')
  const offset = await field.evaluate((one) => {
    const middle = (element: Element | null) => {
      const { top, height } = element?.getBoundingClientRect() ?? { top: 0, height: 0 }
      return top + height / 2
    }
    return Math.abs(middle(one) - middle(one.closest('.composer-frame')))
  })
  assert.ok(offset <= 1, `it is ${offset} pixels off`)
})

test('clocks go as the device has them, in the language chosen', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  await ben.send('general', 'what time is it?')
  await world.account('ada', 'Ada')
  const clocks = { 'en-GB': /^\d{2}:\d{2}$/, 'en-US': /^\d{1,2}:\d{2}\s[AP]M$/, 'id-ID': /^\d{2}\.\d{2}$/ }
  const page = await world.signedIn('ada')
  const session = await page.context().storageState()
  for (const [locale, clock] of Object.entries(clocks)) {
    const there = await world.visitor({ locale, storageState: session })
    await there.goto(`${world.url}/c/rooms/general`)
    assert.match(await there.locator('article header time').first().innerText(), clock, locale)
    await there.close()
  }
})
