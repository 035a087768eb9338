import { mkdir, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openBrowser } from '../test/chromium.ts'
import { message, openRoom, openWorld, type WebWorld, write } from '../test/web-world.ts'
import { smallPng } from './small-png.ts'
import { openStudio, type Studio, talk, writeLong } from './studio.ts'

/** Takes the pictures of every screen for README and docs: `npm run pictures`. Look at them before they are committed. */

const folder = fileURLToPath(new URL('../../../docs/screens/', import.meta.url))
const browser = openBrowser()
const wide = { width: 1200, height: 790 }
const usual = { width: 1024, height: 640 }
const phone = { width: 390, height: 760 }
const narrow = { width: 320, height: 568 }

async function take(page: Page, name: string): Promise<void> {
  // What pops up or fades has come to rest.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  )
  await writeFile(`${folder}${name}.png`, smallPng(await page.screenshot()))
}

const calm = { reducedMotion: 'reduce' } as const

test('before signing in', async (t) => {
  await mkdir(folder, { recursive: true })
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio', HUBBUB_GUESTS: 'on' })
  const page = await world.visitor({ ...calm, viewport: usual })
  await page.goto(world.url)
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  await take(page, 'not-set-up')
  await page.goto(await world.setupLink())
  await page.getByLabel('Your name').fill('Ada Lovelace')
  await take(page, 'set-up')
  await world.owner('Olga Hansen')
  await page.goto(`${world.url}/c/setup#used`)
  await page.getByRole('heading').first().waitFor()
  await take(page, 'link-over')
  await page.goto(world.url)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await take(page, 'sign-in')
  await page.emulateMedia({ colorScheme: 'dark', ...calm })
  await page.goto(`${world.url}/c/register`)
  await page.getByRole('button', { name: /account/ }).click()
  await page.getByRole('alert').waitFor()
  await take(page, 'sign-up-refused-dark')
  await page.emulateMedia({ colorScheme: 'light', ...calm })
  await page.setViewportSize(narrow)
  await page.goto(world.url)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await take(page, 'sign-in-320')
  await page.goto(`${world.url}/c/nowhere`)
  await page.getByRole('heading').first().waitFor()
  await take(page, 'not-found-320')
})

/** A studio, and Ada at her desk. */
async function atWork(world: WebWorld): Promise<{ page: Page; studio: Studio }> {
  await world.owner('Olga Hansen')
  const studio = await openStudio(world)
  const page = await world.signedIn('ada', { ...calm, viewport: wide })
  // Whoever was there when people wrote sees the line before what is new.
  await openRoom(page, 'Reading list')
  await talk(studio)
  await page.getByRole('link', { name: /Exhibition.*mention/ }).waitFor()
  await openRoom(page, 'Exhibition')
  await message(page, 'opens at nine').waitFor()
  return { page, studio }
}

const dialogs = [
  ['browse-rooms', 'Browse rooms'],
  ['create-room', 'Create a room'],
  ['new-direct', 'New direct message'],
] as const

test('a room, its members, and what opens over it', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio' })
  const { page } = await atWork(world)
  await page.getByRole('button', { name: /\d member/ }).click()
  await page.getByRole('complementary').getByText('@cleo').waitFor()
  await take(page, 'room')
  await page.emulateMedia({ colorScheme: 'dark', ...calm })
  await take(page, 'room-dark')
  await page.getByRole('button', { name: 'Hide members' }).click()
  await page.setViewportSize(usual)
  await page.keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await take(page, 'palette-dark')
  await page.keyboard.press('Escape')
  await page.emulateMedia({ colorScheme: 'light', ...calm })
  for (const [name, button] of dialogs) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('dialog').waitFor()
    if (name !== 'create-room') await page.locator('.pick').first().waitFor()
    await take(page, name)
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'More about this room' }).click()
  await take(page, 'room-menu')
  await page.getByRole('button', { name: 'Room settings' }).click()
  await page.getByRole('dialog').waitFor()
  await take(page, 'room-settings')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'You and this device' }).click()
  await take(page, 'me-menu')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await take(page, 'settings')
  await page.keyboard.press('Escape')
  await page.locator('#composer').pressSequentially('@')
  await page.getByRole('option').first().waitFor()
  await message(page, 'They are printed').hover()
  await take(page, 'mention-and-actions')
})

test('small screens, other colours, another language', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio' })
  const { page, studio } = await atWork(world)
  await page.setViewportSize(phone)
  await page.mouse.move(0, 0)
  await take(page, 'phone-room')
  await page.getByRole('link', { name: 'Back to the rooms' }).click()
  await take(page, 'phone-rooms')
  await page.setViewportSize(narrow)
  await writeLong(studio, world)
  await page.getByRole('link', { name: /^Donau/ }).click()
  await message(page, 'A third one').waitFor()
  await take(page, 'long-names-320')
  await page.setViewportSize(usual)
  await take(page, 'long-names')
  await openRoom(page, 'Exhibition')
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark', ...calm })
  await take(page, 'forced-colours')
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light', ...calm })
  await page.getByRole('button', { name: 'You and this device' }).click()
  await page.locator('#me-menu select').last().selectOption('id')
  await page.getByRole('button', { name: 'Pengaturan', exact: true }).waitFor()
  await take(page, 'indonesian')
  await page.keyboard.press('Escape')
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  await take(page, 'right-to-left')
})

test('empty, loading, waiting, refused', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio' })
  const { page, studio } = await atWork(world)
  await page.setViewportSize(usual)
  await openRoom(page, 'Reading list')
  await page.locator('.beginning').waitFor()
  await take(page, 'empty-room')
  const { room } = await studio.cleo.ask('POST', '/v1/rooms', {
    type: 'public',
    name: 'Harbour',
    topic: 'Ships and tides',
  })
  await page.goto(`${world.url}/c/rooms/${room.id}`)
  await page.getByRole('button', { name: 'Join' }).waitFor()
  await take(page, 'not-joined')
  await page.goto(`${world.url}/c/rooms/no-such-room`)
  await page.getByRole('alert').waitFor()
  await take(page, 'no-such-room')
  await page.goto(`${world.url}/c/rooms/exhibition`)
  await message(page, 'opens at nine').waitFor()
  world.wire.cut()
  await write(page, 'I am there at half past eight.')
  await message(page, 'half past eight').getByText('Waiting to be sent').waitFor({ state: 'attached' })
  await page.locator('.connection p').waitFor()
  await take(page, 'offline')
  await page.getByRole('link', { name: 'Operations' }).click()
  await page.locator('.list-skeleton, .list-failed').waitFor()
  await take(page, 'loading')
})
