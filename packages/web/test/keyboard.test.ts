import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { message, openWorld, password } from './web-world.ts'

const browser = openBrowser()

/** What has the focus: its name, whether that can be seen, and whether anything lies over it. */
function focused(page: Page): Promise<{ name: string; isSeen: boolean; isOnTop: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body)
      return { name: 'nothing', isSeen: false, isOnTop: false }
    const frame = element.closest('.field-frame, .composer-frame') ?? element
    const hasRing = [element, frame].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
    })
    const { left, top, width, height } = element.getBoundingClientRect()
    const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12))
    const copy = element.cloneNode(true) as HTMLElement
    for (const silent of copy.querySelectorAll('[aria-hidden=true]')) silent.remove()
    const label = element.getAttribute('aria-label') ?? element.getAttribute('placeholder') ?? ''
    return {
      name: label || copy.textContent.trim() || element.id || element.tagName,
      isSeen: hasRing && width > 0 && left >= 0 && top >= 0,
      isOnTop:
        above !== null && (element.contains(above) || above.contains(element) || frame.contains(above)),
    }
  })
}

/** Tab, until something of that name has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let n = 0; n < 60; n += 1) {
    const stop = await focused(page)
    if (n > 0) assert.ok(stop.isSeen, `the focus on "${stop.name}" cannot be seen`)
    if (n > 0) assert.ok(stop.isOnTop, `something lies over "${stop.name}", which has the focus`)
    if (name.test(stop.name)) return
    passed.push(stop.name)
    await page.keyboard.press(key)
  }
  assert.fail(`Tab never came to ${name}, only to ${passed.join(' | ')}`)
}

test('from signing in to signing out without a mouse, and the focus is always seen', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  await world.account('ada', 'Ada')
  await ben.send('general', 'Good morning')
  const page = await world.visitor()
  const { keyboard } = page
  await page.goto(world.url)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()

  await tabTo(page, /^identifier$/)
  await keyboard.type('ada')
  await keyboard.press('Tab')
  await keyboard.type(password)
  await keyboard.press('Enter')
  await message(page, 'Good morning').waitFor()

  await tabTo(page, /^Message General$|^Message to General$/)
  await keyboard.type('first from the keyboard')
  await keyboard.press('Enter')
  await page
    .locator('article:not(.is-queued, .is-sending, .is-sent)', { hasText: 'first from the keyboard' })
    .waitFor()
  await keyboard.press('ArrowUp')
  await page.getByRole('textbox', { name: 'Edit' }).waitFor()
  await keyboard.press('End')
  await keyboard.type(', changed')
  await keyboard.press('Enter')
  await message(page, 'first from the keyboard, changed').waitFor()
  assert.match((await focused(page)).name, /Message to General/, 'the focus is back where one writes')

  await tabTo(page, /first from the keyboard, changed/, 'Shift+Tab')
  await keyboard.press('ArrowUp')
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Good morning'))
  await keyboard.press('End')
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('changed'))
  await keyboard.press('Enter')
  await tabTo(page, /^Delete$/)
  await keyboard.press('Enter')
  await message(page, 'first from the keyboard').waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Good morning'))

  await keyboard.press('Escape')
  await keyboard.press('F6')
  assert.match((await focused(page)).name, /^General/, 'F6 goes to the rooms, to the one that is open')
  await keyboard.press('F6')
  assert.match((await focused(page)).name, /Message to General/, 'and back to where one was')

  await keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await keyboard.type('create')
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Create a room' }).waitFor()
  await keyboard.type('Harbour')
  await keyboard.press('Tab')
  await keyboard.press('ArrowDown')
  await tabTo(page, /Create room/)
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Harbour' }).waitFor()
  assert.match((await focused(page)).name, /Message to Harbour/, 'a room opens where one writes')

  await tabTo(page, /More about this room/, 'Shift+Tab')
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Star this room' }).waitFor()
  await tabTo(page, /Room settings/)
  await keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, /^room-topic$/)
  await keyboard.type('Ships')
  await keyboard.press('Enter')
  await page.getByText('Ships', { exact: true }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal((await focused(page)).name, 'More about this room', 'the focus is back on what opened it')

  await keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await keyboard.type('general')
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()

  await tabTo(page, /You and this device/, 'Shift+Tab')
  await keyboard.press('Enter')
  await tabTo(page, /^Sign out$/)
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
})

test('a message that has the focus keeps it while the list is scrolled away from it', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  for (let n = 1; n <= 80; n += 1) await ben.send('general', `number ${n}.`)
  const ada = await world.person('ada', 'Ada')
  await message(ada, 'number 80.').waitFor()
  await ada
    .getByRole('button', { name: /new message|Latest/ })
    .click({ timeout: 2_000 })
    .catch(() => null)
  await message(ada, 'number 80.').focus()
  await ada.locator('.list-scroller').evaluate((list) => list.scrollTo(0, 0))
  await message(ada, 'number 80.').waitFor({ state: 'attached' })
  await ada.keyboard.press('ArrowUp')
  await ada.waitForFunction(() => document.activeElement?.textContent?.includes('number 79.'))
})
