import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../chromium.ts'
import { openRoom, openWorld, signIn } from '../web-world.ts'
import { measureAnchor } from './anchor.ts'
import { measureConversation } from './conversation.ts'
import { fillRoom } from './fill-room.ts'
import { measureLoading } from './loading.ts'
import { measureScrolling } from './scrolling.ts'
import { measureTyping } from './typing.ts'

/** One line of `npm run budgets`. */
export interface Line {
  name: string
  value: number
  budget: number
  unit: string
}

const messagesMany = 10_000

/** How the page feels in a real browser with a room of 10,000 messages: printed by `npm run budgets`. */
export async function measurePage(): Promise<Line[]> {
  const browser = await launchBrowser()
  const ends: (() => unknown)[] = []
  try {
    const t = { after: (end: () => unknown) => void ends.push(end) } as unknown as TestContext
    const world = await openWorld(t, () => Promise.resolve(browser))
    await world.owner('Olga')
    const ben = await world.account('ben', 'Ben')
    const ada = await world.account('ada', 'Ada')
    const room = await fillRoom(ben, [ada.id], messagesMany)
    await ada.ask('PUT', `/v1/rooms/${room}/read`, { seq: messagesMany })
    const page = await world.visitor()
    const loading = await measureLoading(page, world.url, () => enter(page, world.url))
    const anchor = await measureAnchor(page)
    const typing = await measureTyping(page)
    const scrolling = await measureScrolling(page)
    const desk = await world.signedIn('ben')
    await openRoom(desk, 'Long')
    const talking = await measureConversation({ page, desk, wire: world.wire, room, writer: ben })
    return [...loading, ...anchor, ...typing, ...scrolling, ...talking]
  } finally {
    for (const end of ends) await end()
    await browser.close()
  }
}

async function enter(page: Page, url: string): Promise<void> {
  await signIn(page, url, 'ada')
  await openRoom(page, 'Long')
  await page.locator('article').last().waitFor()
}
