import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { message, openRoom, openWorld, password, signIn, type WebWorld, write } from './web-world.ts'

const browser = openBrowser()

const link = (page: Page, name: RegExp | string) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name })

const texts = (page: Page) => page.locator('article .text').allInnerTexts()

/** By the sign-up link that the owner makes in the page. */
async function invited(world: WebWorld, by: Page, name: string): Promise<Page> {
  await by.getByRole('button', { name: 'You and this device' }).click()
  await by.getByRole('button', { name: 'Invite people' }).click()
  await by.getByRole('button', { name: 'Make a link' }).click()
  const url = await by.locator('.copy-line code').innerText()
  await by.keyboard.press('Escape')
  const page = await world.visitor()
  await page.goto(url.replace(/^http:\/\/[^/]+/, world.url))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  return page
}

async function makeCabin(ada: Page): Promise<void> {
  await ada.getByRole('button', { name: 'Create a room' }).click()
  await ada.getByLabel('Name', { exact: true }).fill('Cabin')
  await ada.getByLabel(/^Private/).check()
  await ada.getByRole('dialog').getByRole('button', { name: 'Create room' }).click()
  await ada.getByRole('heading', { level: 1, name: 'Cabin' }).waitFor()
  await ada.getByRole('button', { name: 'Add people' }).first().click()
  await ada.getByRole('checkbox', { name: /Ben/ }).check()
  await ada.getByRole('button', { name: 'Add', exact: true }).click()
}

async function letOnlyModeratorsWrite(ada: Page, isOn: boolean): Promise<void> {
  await ada.getByRole('button', { name: 'More about this room' }).click()
  await ada.getByRole('button', { name: 'Room settings' }).click()
  await ada.getByLabel('Only moderators and owners write here').setChecked(isOn)
  await ada.getByRole('button', { name: 'Save', exact: true }).click()
  await ada.getByRole('dialog').waitFor({ state: 'detached' })
}

test('two people: from the set-up link to being shown the door', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_SIGNUP: 'invite' })
  const ada = await world.owner('Ada')
  const ben = await invited(world, ada, 'Ben')

  // They talk, and change what they said.
  await makeCabin(ada)
  await openRoom(ben, 'Cabin')
  await write(ada, 'Shall we go on Fryday?')
  await message(ben, 'Fryday').waitFor()
  await ben.locator('#composer').pressSequentially('Yes')
  await ada.getByText('Ben is writing…').waitFor()
  await ben.keyboard.press('Enter')
  await message(ada, 'Yes').waitFor()
  await ada.locator('#composer').press('ArrowUp')
  await ada.getByLabel('Edit', { exact: true }).fill('Shall we go on Friday?')
  await ada.keyboard.press('Enter')
  await message(ben, 'Shall we go on Friday?').getByText('edited').waitFor()

  // The network goes, and comes back.
  world.wire.cut()
  await write(ada, 'I bring the bread')
  await write(ben, 'I bring the tea')
  await message(ben, 'I bring the tea').getByText('Waiting to be sent').waitFor({ state: 'attached' })
  world.wire.mend()
  await message(ben, 'I bring the bread').waitFor()
  await message(ada, 'I bring the tea').waitFor()
  await message(ben, 'I bring the tea').getByText('Waiting to be sent').waitFor({ state: 'detached' })
  assert.deepEqual(await texts(ada), await texts(ben), 'both have the same, in the same order')
  assert.equal((await texts(ada)).length, 4, 'and each once')

  // Another tab has what the first one has, read or unread.
  const tab = await ben.context().newPage()
  await tab.goto(`${world.url}/c/rooms/general`)
  await tab.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await openRoom(ben, 'General')
  await write(ada, 'And the boat?')
  await link(tab, /^Cabin \d unread/).waitFor()
  await openRoom(ben, 'Cabin')
  await link(tab, /^Cabin$/).waitFor()
  await openRoom(tab, 'Cabin')
  await write(tab, 'It is mended')
  await message(ben, 'It is mended').waitFor()

  // What one wrote without a network is sent, whichever tab is left; a room is closed to them and opened again.
  world.wire.cut()
  await write(ben, 'And painted')
  await message(ben, 'And painted').getByText('Waiting to be sent').waitFor({ state: 'attached' })
  await tab.close()
  world.wire.mend()
  await message(ada, 'And painted').waitFor()
  await letOnlyModeratorsWrite(ada, true)
  await ben.getByText('Only moderators can write here.').waitFor()
  await letOnlyModeratorsWrite(ada, false)
  await ben.locator('#composer').waitFor()

  // Signed out everywhere, and in again.
  const laptop = await world.signedIn('ben')
  await ben.getByRole('button', { name: 'You and this device' }).click()
  await ben.getByRole('button', { name: 'Settings' }).click()
  await ben.getByText('(this device)').waitFor()
  await ben.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
  await ben
    .getByRole('dialog')
    .getByRole('button', { name: 'Sign out everywhere', exact: true })
    .last()
    .click()
  for (const page of [ben, laptop]) await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signIn(ben, world.url, 'ben')
  await openRoom(ben, 'Cabin')

  // Removed in the middle of a word.
  await ben.locator('#composer').pressSequentially('I was about to')
  await ada.getByText('Ben is writing…').waitFor()
  await ada.getByRole('button', { name: /\d members?$/ }).click()
  const panel = ada.getByRole('complementary')
  await panel.getByRole('button', { name: 'Actions: Ben' }).click()
  await panel.getByRole('button', { name: 'Remove', exact: true }).click()
  await ada.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await ben.getByText('You are not in this room any more.').waitFor()
  await link(ben, 'Cabin').waitFor({ state: 'detached' })
  await ben.getByRole('link', { name: 'To the rooms' }).click()
  await ben.getByRole('heading', { level: 1, name: 'General' }).waitFor()
})
