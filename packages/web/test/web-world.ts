import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { ensureBundled } from '../../../scripts/workspace/bundle.mjs'
import { createPasswordLinkFor } from '../../server/src/core/accounts/passwords/create-password-link.ts'
import { createSetupLink } from '../../server/src/core/accounts/signing-up/first-owner.ts'
import type { Ports } from '../../server/src/core/ports/ports.ts'
import { type Answer, startServer } from '../../server/test/server-world.ts'
import { layWire, type Wire } from './wire.ts'

export const password = 'a long walk to the harbour'

/** A server with the built page, and people with browsers of their own. */
export interface WebWorld {
  url: string
  /** Past the wire. */
  server: string
  ports: Ports
  wire: Wire
  /** Links that whoever runs the server makes. */
  setupLink(): Promise<string>
  passwordLink(username: string): Promise<string>
  /** Signs somebody up, without a browser. */
  account(username: string, displayName?: string): Promise<Api>
  /** A browser of its own, at no page yet. What it complains about fails the test. */
  visitor(options?: BrowserContextOptions): Promise<Page>
  /** Sets the server up in the browser. */
  owner(displayName: string): Promise<Page>
  /** Signs in, with a browser of its own. */
  signedIn(username: string, options?: BrowserContextOptions): Promise<Page>
  /** Signs up and signs in, with a browser of its own. */
  person(username: string, displayName?: string, options?: BrowserContextOptions): Promise<Page>
}

/** Somebody's way past the page, to prepare what a page is to show. */
export interface Api {
  id: string
  ask(method: string, path: string, body?: unknown): Promise<Answer['json']>
  send(room: string, text: string, more?: object): Promise<string>
}

export async function openWorld(
  t: TestContext,
  browser: () => Promise<Browser>,
  environment: Record<string, string> = {},
): Promise<WebWorld> {
  await ensureBundled()
  const server = await startServer(t, environment)
  const wire = await layWire(t, server.url)
  const { ports } = server.running
  const onWire = (link: { url: string }) => link.url.replace(/^http:\/\/[^/]+/, wire.url)

  async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await (await browser()).newContext({ viewport: { width: 1280, height: 800 }, ...options })
    t.after(() => context.close())
    // The offer to notify comes at its own time; tests of it take this back.
    await context.addInitScript(() => {
      if (location.protocol !== 'http:' || localStorage.getItem('tests:asked')) return
      localStorage.setItem('tests:asked', 'yes')
      localStorage.setItem('hubbub:notices', 'off')
    })
    const page = await context.newPage()
    // A bound, not a promise: a page that lost its network waits up to 15 s before it tries again.
    page.setDefaultTimeout(60_000)
    watch(t, page)
    return page
  }

  async function signedIn(username: string, options?: BrowserContextOptions): Promise<Page> {
    const page = await visitor(options)
    await signIn(page, wire.url, username)
    return page
  }

  async function account(username: string, displayName = username): Promise<Api> {
    const body = { username, displayName, password }
    const answer = await server.ask('POST', '/v1/accounts', { body })
    assert.equal(answer.status, 201, answer.text)
    const headers = { authorization: `Bearer ${answer.json.tokens.accessToken}` }
    const ask: Api['ask'] = async (method, path, sent) => {
      const { json, status, text } = await server.ask(method, path, { headers, body: sent })
      assert.ok(status < 400, text)
      return json
    }
    const send: Api['send'] = async (room, text, more = {}) => {
      const { message } = await ask('POST', `/v1/rooms/${room}/messages`, { text, ...more })
      return message.id
    }
    return { id: answer.json.account.id, ask, send }
  }

  return {
    url: wire.url,
    server: server.url,
    ports,
    wire,
    setupLink: async () => onWire(await createSetupLink(ports)),
    passwordLink: async (username) => onWire(await createPasswordLinkFor(ports, username)),
    account,
    visitor,
    signedIn,
    async owner(displayName) {
      const page = await visitor()
      await page.goto(onWire(await createSetupLink(ports)))
      await page.getByLabel('Your name').fill(displayName)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Set up and enter' }).click()
      await page.getByRole('heading', { level: 1, name: 'General' }).waitFor()
      return page
    },
    async person(username, displayName, options) {
      await account(username, displayName)
      return signedIn(username, options)
    },
  }
}

export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Username or e-mail').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
}

/** Errors of scripts, and whatever the page's policy forbids, are never part of a test. */
function watch(t: TestContext, page: Page): void {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('console', (message) => {
    // Refusals of the server and a cut wire are what tests are about; the browser calls them errors too.
    if (
      message.type() === 'error' &&
      !/Failed to load resource|ERR_|WebSocket|when fetching the script/.test(message.text())
    )
      complaints.push(message.text())
  })
  t.after(() => assert.deepEqual(complaints, [], 'the page had nothing to complain about'))
}

/** Opens a room by its name in the list. */
export async function openRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.list-rows').waitFor({ state: 'attached' })
  const composer = page.locator('#composer')
  await composer.fill(text)
  await composer.press('Enter')
}

/** A message in the open room, by what it says. */
export const message = (page: Page, text: string) => page.locator('article', { hasText: text })
