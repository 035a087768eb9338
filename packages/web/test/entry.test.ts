import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './chromium.ts'
import { openWorld, password, signIn } from './web-world.ts'

const browser = openBrowser()

test('the first owner comes by the set-up link and is in the first room; the link is no way in again', async (t) => {
  const world = await openWorld(t, browser)
  const link = await world.setupLink()
  const ada = await world.visitor()
  await ada.goto(world.url)
  await ada.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  await ada.goto(link)
  await ada.getByLabel('Your name').fill('Ada Lovelace')
  assert.equal(await ada.getByLabel('Username').inputValue(), 'ada.lovelace')
  await ada.getByLabel('Password', { exact: true }).fill(password)
  await ada.getByRole('button', { name: 'Set up and enter' }).click()
  await ada.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await ada.goBack().catch(() => null)
  assert.ok(!ada.url().includes('#'), 'the way back does not lead to the used link')

  const ben = await world.visitor()
  await ben.goto(link)
  await ben.getByRole('heading', { name: 'This server is set up already.' }).waitFor()
})

test('who is invited chooses a free name, and hears beside the field what cannot be', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_SIGNUP: 'invite' })
  const ada = await world.owner('Ada')
  await ada.getByRole('button', { name: 'You and this device' }).click()
  await ada.getByRole('button', { name: 'Invite people' }).click()
  await ada.getByRole('button', { name: 'Make a link' }).click()
  const link = await ada.locator('.copy-line code').innerText()

  const ben = await world.visitor()
  await ben.goto(link.replace(/^http:\/\/[^/]+/, world.url))
  await ben.getByText('Ada invites you').waitFor()
  await ben.getByRole('button', { name: 'Create account' }).click()
  const summary = ben.getByRole('alert')
  await summary.getByText('3 things need a look').waitFor()
  assert.ok(
    await summary.evaluate((element) => element === document.activeElement),
    'the summary has the focus',
  )
  await summary.getByRole('link', { name: 'Choose a password.' }).click()
  const field = ben.getByLabel('Password', { exact: true })
  assert.ok(await field.evaluate((element) => element === document.activeElement))
  assert.equal(await field.getAttribute('aria-invalid'), 'true')

  await ben.getByLabel('Your name').fill('Ben')
  await ben.getByLabel('Username').fill('ada')
  await ben.getByText('The username is taken.').waitFor()
  await ben.getByRole('button', { name: 'Take ada1' }).click()
  await ben.getByText('ada1 is free.').waitFor()
  await field.fill('password')
  await ben.getByRole('button', { name: 'Create account' }).click()
  await ben.locator('#new-password-error', { hasText: 'too easy to guess' }).waitFor()
  await ben.getByRole('button', { name: 'Show the password' }).click()
  assert.equal(await field.getAttribute('type'), 'text')
  await field.fill(password)
  await ben.getByRole('button', { name: 'Create account' }).click()
  await ben.getByRole('heading', { level: 1, name: 'General' }).waitFor()
})

test('a password link sets a new password, says whose, and signs in', async (t) => {
  const world = await openWorld(t, browser)
  const ada = await world.owner('Ada')

  const elsewhere = await world.visitor()
  await elsewhere.goto(await world.passwordLink('ada'))
  await elsewhere.getByText('For the account ada.').waitFor()
  await elsewhere.getByRole('textbox', { name: 'New password' }).fill('another walk to the harbour')
  await elsewhere.getByRole('button', { name: 'Save and sign in' }).click()
  await elsewhere.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await ada.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('links that are cut off, over or of another kind say so, and how to get another', async (t) => {
  const world = await openWorld(t, browser)
  const setup = await world.setupLink()
  const page = await world.visitor()
  const heads: [string, string, string][] = [
    ['/c/setup', 'This page needs its link', 'setup-link'],
    ['/c/join', 'This page needs its link', 'invite'],
    ['/c/password#made-up-and-long-enough', 'This link does not work any more', 'reset-link'],
    [`/c/join#${setup.split('#')[1]}`, 'This link does not work any more', 'invite'],
  ]
  for (const [path, heading, command] of heads) {
    await page.goto('about:blank')
    await page.goto(world.url + path)
    await page.getByRole('heading', { name: heading }).waitFor()
    assert.match(await page.locator('.copy-line code').innerText(), new RegExp(command))
  }
})

test('a wrong password, an unknown name and too many guesses are told in words', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_RATE_SIGN_IN_ACCOUNT: '2' })
  await world.owner('Ada')
  await world.account('ben')
  const page = await world.visitor()
  await page.goto(world.url)
  for (const name of ['ben', 'nobody']) {
    await page.getByLabel('Username or e-mail').fill(name)
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Wrong username or password.').waitFor()
    await page.getByLabel('Password', { exact: true }).fill('')
    await page.getByText('Wrong username or password.').waitFor({ state: 'hidden' })
  }
  for (let guess = 0; guess < 2; guess += 1) {
    await page.getByLabel('Username or e-mail').fill('ben')
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
  }
  await page.getByText(/You can try again in \d+/).waitFor()
})

test('the page speaks Indonesian where the browser does, and remembers theme and language', async (t) => {
  const world = await openWorld(t, browser)
  const page = await world.visitor({ locale: 'id-ID' })
  await page.goto(world.url)
  await page.getByRole('heading', { name: 'Belum disiapkan' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'id')
  await page.getByLabel('Tema').selectOption('dark')
  await page.getByLabel('Bahasa').selectOption('en')
  await page.reload()
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [dark, light] = ['rgb(20, 22, 26)', 'rgb(255, 255, 255)']
  assert.equal(await back(), dark)
  await page.getByLabel('Theme').selectOption('system')
  assert.equal(await back(), light)
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.equal(await back(), dark)
  await page.getByLabel('Theme').selectOption('light')
  assert.equal(await back(), light)
})

test('guests enter with a name where the server lets them in', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_GUESTS: 'on' })
  await world.owner('Ada')
  const guest = await world.visitor()
  await guest.goto(world.url)
  await guest.getByLabel('Your name').fill('Passing by')
  await guest.getByRole('button', { name: 'Enter as a guest' }).click()
  await guest.getByRole('navigation', { name: 'Rooms' }).waitFor()
})

test('who signs out is out, and a page that was left open notices', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Ada')
  const ben = await world.person('ben')
  const tab = await ben.context().newPage()
  await tab.goto(world.url)
  await tab.getByRole('heading', { level: 1, name: 'General' }).waitFor()
  await ben.getByRole('button', { name: 'You and this device' }).click()
  await ben.getByRole('button', { name: 'Sign out' }).click()
  await ben.getByRole('heading', { name: 'Sign in' }).waitFor()
  await tab.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signIn(ben, world.url, 'ben')
})
