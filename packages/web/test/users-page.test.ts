import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { createBotKey } from '../../server/src/core/accounts/bots/create-key.ts'
import { jsonOf } from '../../server/src/core/encoded.ts'
import { faults } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { openWorld, type WebWorld } from './web-world.ts'

const browser = openBrowser()

async function open(world: WebWorld): Promise<Page> {
  const page = await world.visitor()
  await page.goto(`${world.url}/users-demo`)
  await page.getByText('Live', { exact: true }).waitFor()
  return page
}

const row = (page: Page, name: string) => page.getByRole('row', { name })

async function add(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('E-mail').press('Enter')
  await row(page, name).waitFor()
}

test('what one adds, changes and deletes the other sees at once, and hears', async (t) => {
  const world = await openWorld(t, browser)
  const ada = await open(world)
  const ben = await open(world)
  await ada.getByText('Nobody is in the list yet').waitFor()
  await add(ada, 'Ada', 'ada@example.org')
  assert.equal(await ada.evaluate(() => document.activeElement?.id), 'add-name', 'ready for the next')
  await row(ben, 'Ada ada@example.org').waitFor()
  await ben.getByRole('status').getByText('Ada was added.').waitFor({ state: 'attached' })
  await add(ben, 'Cleo', 'cleo@example.org')
  await ada.getByText('2 users').waitFor()
  assert.equal(await ada.getByRole('rowheader').count(), 2, 'each stands once')

  await ada.getByRole('button', { name: 'Change Ada' }).press('Enter')
  const dialog = ada.getByRole('dialog', { name: 'Change user' })
  await dialog.getByLabel('Name').fill('Ada Lovelace')
  await dialog.getByLabel('Name').press('Enter')
  await row(ben, 'Ada Lovelace ada@example.org').waitFor()
  await dialog.waitFor({ state: 'detached' })
  assert.match((await ben.getByRole('rowheader').allTextContents()).join(), /^Ada Lovelace,Cleo$/)

  await ada.getByRole('button', { name: 'Delete Ada Lovelace' }).press('Enter')
  await ada
    .getByRole('dialog', { name: 'Delete this user?' })
    .getByRole('button', { name: 'Delete' })
    .press('Enter')
  await row(ben, 'Ada Lovelace').waitFor({ state: 'detached' })
  await ben.getByRole('status').getByText('Ada Lovelace was deleted.').waitFor({ state: 'attached' })
  await ada.getByText('1 user', { exact: true }).waitFor()
})

test('what will not do is said beside its field, and nothing is lost', async (t) => {
  const world = await openWorld(t, browser)
  const page = await open(world)
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill('nowhere')
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('alert').getByText('must be an e-mail address').waitFor()
  assert.equal(await page.getByLabel('E-mail').getAttribute('aria-invalid'), 'true')
  assert.equal(await page.getByLabel('Name').inputValue(), 'Ada')
  await page.getByLabel('Name').fill(' ')
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('alert').getByText("'name' must not be empty").waitFor()
  assert.deepEqual(await faults(page), [])
})

test('after the network was away the list is as it is now', async (t) => {
  const world = await openWorld(t, browser)
  const page = await open(world)
  await add(page, 'Ada', 'ada@example.org')
  world.wire.cut()
  await page.getByText('No connection. Trying again…').waitFor()
  await page.getByLabel('Name').fill('Ben')
  await page.getByLabel('E-mail').fill('ben@example.org')
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor()
  const users = new URL('/users', world.server)
  const [{ id = '' } = {}] = (await (await fetch(users)).json()) as { id?: string }[]
  await fetch(`${users}/${id}`, { method: 'DELETE' })
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ name: 'Cleo', email: 'cleo@example.org' })
  await fetch(users, { method: 'POST', headers, body })
  world.wire.mend()
  await row(page, 'Cleo').waitFor()
  await row(page, 'Ada').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Add user' }).click()
  await row(page, 'Ben').waitFor()
})

test('hostile names stay text', async (t) => {
  const world = await openWorld(t, browser)
  const page = await open(world)
  const name = '<img src=x onerror=document.title=1>'
  await add(page, name, '<svg/onload=document.title=2>@x')
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await page.getByRole('dialog').getByText(name).waitFor()
  assert.equal(await page.title(), 'Users · Hubbub')
  assert.equal(await page.locator('img, svg').count(), 0)
})

test('where the list is protected the page asks for a key, and is live with it', async (t) => {
  const world = await openWorld(t, browser, {
    HUBBUB_PUBLIC_URL: 'https://chat.example.org',
    HUBBUB_ALLOWED_HOSTS: '127.0.0.1',
  })
  const made = await createBotKey(world.ports, { bot: 'courier', name: 'a page', scopes: ['admin'] })
  const { secret } = JSON.parse(jsonOf(made)) as { secret: string }
  const page = await world.visitor()
  await page.goto(`${world.url}/users-demo`)
  const key = page.getByLabel('API key')
  await key.waitFor()
  assert.deepEqual(await faults(page), [])
  await key.fill('nonsense')
  await key.press('Enter')
  await page.getByRole('alert').getByText('An API key is required').waitFor()
  await key.fill(secret)
  await key.press('Enter')
  await page.getByText('Live', { exact: true }).waitFor()
  await add(page, 'Ada', 'ada@example.org')
})

test('the list and its dialogs have no faults that a machine can find, in both themes', async (t) => {
  const world = await openWorld(t, browser)
  const page = await open(world)
  assert.deepEqual(await faults(page), [])
  await add(page, 'Ada', 'ada@example.org')
  assert.deepEqual(await faults(page), [])
  await page.getByRole('button', { name: 'Change Ada' }).click()
  assert.deepEqual(await faults(page), [])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Delete Ada' }).click()
  assert.deepEqual(await faults(page), [])
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 320, height: 700 })
  assert.deepEqual(await faults(page), [])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 320, `nothing is cut off: ${width}`)
})
