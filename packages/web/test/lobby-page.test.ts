import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { faults } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { openWorld, type WebWorld } from './web-world.ts'

const browser = openBrowser()

async function enter(page: Page, world: WebWorld, name: string): Promise<void> {
  await page.goto(`${world.url}/lobby`)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Your name').press('Enter')
  await page.getByText('Live', { exact: true }).waitFor()
}

async function visitorIn(world: WebWorld, name: string): Promise<Page> {
  const page = await world.visitor()
  await enter(page, world, name)
  return page
}

const composer = (page: Page) => page.getByLabel('Message', { exact: true })
const said = (page: Page, words: string) => page.getByRole('log').getByText(words, { exact: true })

async function say(page: Page, words: string): Promise<void> {
  await composer(page).fill(words)
  await composer(page).press('Enter')
  await said(page, words).waitFor()
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#composer')?.value === '')
}

test('two people talk, change what they said and take it back, with the keyboard alone', async (t) => {
  const world = await openWorld(t, browser)
  const ada = await visitorIn(world, 'Ada')
  await ada.getByText('Nothing has been written yet').waitFor()
  const ben = await visitorIn(world, 'Ben Okri')
  await ada.getByRole('log').getByText('Ben Okri came in').waitFor()
  await say(ada, 'Is anybody there?')
  await said(ben, 'Is anybody there?').waitFor()
  await say(ben, 'I am.')
  await said(ada, 'I am.').waitFor()
  assert.equal(await ada.locator('.message').count(), 2, 'each message stands once')
  assert.equal(await ben.getByRole('button', { name: /Edit: Is anybody/ }).count(), 0, 'others’ are theirs')

  await ada.getByRole('button', { name: 'Edit: Is anybody there?' }).press('Enter')
  assert.equal(await ada.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Your message')
  await ada.keyboard.press('ControlOrMeta+A')
  await ada.keyboard.type('Is somebody there?')
  await ada.keyboard.press('Enter')
  await said(ben, 'Is somebody there?').waitFor()
  await said(ada, 'Is somebody there?').waitFor()
  assert.equal(await ada.evaluate(() => document.activeElement?.textContent), 'Edit', 'the focus is kept')

  await ada.getByRole('button', { name: 'Delete: Is somebody there?' }).press('Enter')
  await ada.getByRole('dialog', { name: 'Delete this message?' }).waitFor()
  await ada.keyboard.press('Escape')
  assert.equal(await said(ada, 'Is somebody there?').count(), 1)
  await ada.getByRole('button', { name: 'Delete: Is somebody there?' }).press('Enter')
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter')
  await said(ben, 'Is somebody there?').waitFor({ state: 'detached' })
  await said(ada, 'Is somebody there?').waitFor({ state: 'detached' })

  await ada.getByRole('button', { name: 'Leave' }).press('Enter')
  await ben.getByRole('log').getByText('Ada left').waitFor()
  await ada.getByLabel('Your name').waitFor()
})

test('a name that is taken is refused with names that are free, and a reload stays the same person', async (t) => {
  const world = await openWorld(t, browser)
  const ada = await visitorIn(world, 'Ada')
  await say(ada, 'mine')
  const other = await world.visitor()
  await other.goto(`${world.url}/lobby`)
  const name = other.getByLabel('Your name')
  await name.fill('Ada')
  await name.press('Enter')
  await other.getByRole('alert').getByText('Username is already in use').waitFor()
  assert.equal(await name.getAttribute('aria-invalid'), 'true')
  await name.fill('  ')
  await name.press('Enter')
  await other.getByRole('alert').getByText('Username cannot be empty').waitFor()
  await name.fill('Ada')
  await name.press('Enter')
  await other.getByRole('button', { name: 'Ada1' }).click()
  await other.getByText('Here as Ada1').waitFor()

  await ada.reload()
  await ada.getByText('Live', { exact: true }).waitFor()
  await ada.getByRole('button', { name: 'Edit: mine' }).waitFor()
  assert.equal(await other.getByRole('button', { name: 'Edit: mine' }).count(), 0)
})

test('without the network what was written stays, and what was missed comes afterwards', async (t) => {
  const world = await openWorld(t, browser)
  const ada = await visitorIn(world, 'Ada')
  await say(ada, 'first')
  await say(ada, 'second')
  const ben = await world.visitor()
  await ben.goto(`${world.url}/lobby`)
  await ben.getByLabel('Your name').waitFor()
  world.wire.cut()
  await ada.getByText('No connection. Trying again…').waitFor()
  await composer(ada).fill('not lost')
  await composer(ada).press('Enter')
  await ada.getByText('The server cannot be reached').waitFor()
  assert.equal(await composer(ada).inputValue(), 'not lost')
  await ben.getByLabel('Your name').fill('Ben')
  await ben.getByLabel('Your name').press('Enter')
  await ben.getByRole('alert').getByText('The server cannot be reached').waitFor()

  // Past the wire: the original's REST, as any client may use it.
  const direct = async (method: string, path: string, body: object | undefined, token: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(new URL(path, world.server), {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return answer.status === 204 ? undefined : ((await answer.json()) as { access_token?: string })
  }
  const stored = await ada.evaluate(() => sessionStorage.getItem('hubbub lobby'))
  const { token } = JSON.parse(stored ?? '{}') as { token: string }
  await direct('DELETE', '/api/messages/1', undefined, token)
  const cleo = await direct('POST', '/api/login', { username: 'Cleo' }, '')
  await direct('POST', '/api/messages', { content: 'third' }, cleo?.access_token ?? '')

  world.wire.mend()
  await said(ada, 'third').waitFor()
  await said(ada, 'first').waitFor({ state: 'detached' })
  assert.equal(await said(ada, 'second').count(), 1)
  await composer(ada).press('Enter')
  await said(ada, 'not lost').waitFor()
})

test('a sign-in is renewed before it ends, and one that was taken over ends with words', async (t) => {
  const world = await openWorld(t, browser, { HUBBUB_LOBBY_GRACE: '0s' })
  const page = await world.visitor()
  await page.clock.install()
  await enter(page, world, 'Ada')
  await say(page, 'mine')
  const renewed = page.waitForResponse((answer) => answer.url().endsWith('/api/login'))
  await page.clock.fastForward('10:01')
  const { access_token } = (await (await renewed).json()) as { access_token: string }
  await page.waitForFunction((token) => sessionStorage.getItem('hubbub lobby')?.includes(token), access_token)
  await page.clock.resume()
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Edit: mine' }).waitFor()

  world.wire.cut()
  await page.getByText('No connection. Trying again…').waitFor()
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ username: 'Ada' })
  const takeOver = () => fetch(new URL('/api/login', world.server), { method: 'POST', headers, body })
  while ((await takeOver()).status !== 200);
  world.wire.mend()
  await page.getByRole('alert').getByText('Your sign-in has ended. Enter again to go on.').waitFor()
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Ada')
})

test('whatever is written is shown as it is, and nothing is asked of anybody else', async (t) => {
  const world = await openWorld(t, browser)
  const eve = await visitorIn(world, "Eve O'Hara")
  const page = await world.visitor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await enter(page, world, 'Ada')
  const texts = [
    '<img src=x onerror="document.title=1">',
    '<script>document.title=2</script>',
    '"><svg onload=document.title=3>',
    '<a href="javascript:document.title=4">tea</a>',
    '<style>*{display:none}</style>',
    '{{7*7}} ${7*7} &lt;b&gt;',
    '\u202Egnp.exe',
  ]
  for (const text of texts) await say(eve, text)
  for (const text of texts) await said(page, text).waitFor()
  const content = await page.locator('.content').evaluateAll((all) => all.map((one) => one.childElementCount))
  assert.deepEqual(
    content,
    texts.map(() => 0),
    'texts hold no elements',
  )
  assert.equal(await page.title(), 'Lobby · Hubbub')
  assert.equal(await page.locator('img, iframe, svg, #page script, #page style').count(), 0)
  const ours = (url: string) => url.startsWith(world.url) || url.startsWith(world.url.replace('http', 'ws'))
  assert.deepEqual(
    asked.filter((url) => !ours(url)),
    [],
  )
  // The browser complains of it, as it should.
  page.removeAllListeners('console')
  const blocked = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<i>x</i>')
      return false
    } catch {
      return true
    }
  })
  assert.ok(blocked, 'and the page could not even if it tried')
})

test('a closed server says so on the page', async (t) => {
  const world = await openWorld(t, browser, {
    HUBBUB_PUBLIC_URL: 'https://chat.example.org',
    HUBBUB_ALLOWED_HOSTS: '127.0.0.1',
    HUBBUB_GUESTS: 'off',
  })
  const page = await world.visitor()
  await page.goto(`${world.url}/lobby`)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByRole('button', { name: 'Enter the lobby' }).click()
  await page.getByRole('alert').getByText('Guests are not allowed on this server').waitFor()
})

test('the lobby has no faults that a machine can find, in both themes', async (t) => {
  const world = await openWorld(t, browser)
  const page = await world.visitor({ viewport: { width: 390, height: 700 } })
  await page.goto(`${world.url}/lobby`)
  await page.getByRole('button', { name: 'Enter the lobby' }).click()
  await page.getByRole('alert').getByText('cannot be empty').waitFor()
  assert.deepEqual(await faults(page), [])
  await enter(page, world, 'Ada')
  await page.getByText('Nothing has been written yet').waitFor()
  assert.deepEqual(await faults(page), [])
  await say(page, 'Hello')
  await page.getByRole('button', { name: 'Edit: Hello' }).focus()
  assert.deepEqual(await faults(page), [])
  await page.getByRole('button', { name: 'Edit: Hello' }).click()
  assert.deepEqual(await faults(page), [])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Delete: Hello' }).click()
  assert.deepEqual(await faults(page), [])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 390, `nothing is cut off: ${width}`)
})
