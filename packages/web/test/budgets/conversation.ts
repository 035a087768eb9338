import type { Page } from 'playwright-core'
import { type Api, message, type WebWorld } from '../web-world.ts'
import { kindsOfText } from './fill-room.ts'
import type { Line } from './measure-page.ts'

export interface Conversation {
  /** Who reads, with the room open, at its end. */
  page: Page
  wire: WebWorld['wire']
  room: string
  /** Who writes in it, and where they are seen writing. */
  writer: Api
  desk: Page
}

/** How much moves by itself while people talk, edit and delete, and while the connection is lost and found again. */
export async function measureConversation(talk: Conversation): Promise<Line[]> {
  const { page, desk } = talk
  const shifted = await page.evaluateHandle(watchShifts)
  await desk.locator('#composer').pressSequentially('…')
  await page.getByText('is writing…').waitFor()
  await hear(talk, 'while I read the end')
  await page.locator('.list-scroller').evaluate((list) => list.scrollBy(0, -600))
  await page.locator('.jump').waitFor()
  await hear(talk, 'while I read further up')
  await loseConnection(talk)
  await page.locator('.jump').click()
  await message(page, 'missed').waitFor()
  const value = await shifted.evaluate(async (found) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return found.value
  })
  return [
    {
      name: 'page: layout shift (CLS) while people talk',
      value: Number(value.toFixed(4)),
      // A line of text that comes and goes is 0.004.
      budget: 0.001,
      unit: '',
    },
  ]
}

function watchShifts(): { value: number } {
  const found = { value: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
      if (!hadRecentInput) found.value += value
    }
  }).observe({ type: 'layout-shift' })
  return found
}

/** Messages of all kinds come; one is changed, one deleted; another room has news. */
async function hear({ page, room, writer }: Conversation, when: string): Promise<void> {
  const changed = await writer.send(room, `to be changed ${when}`)
  const deleted = await writer.send(room, `to be deleted ${when}`)
  for (const text of kindsOfText) await writer.send(room, text)
  await writer.send('general', `elsewhere ${when}`)
  await writer.ask('PATCH', `/v1/rooms/${room}/messages/${changed}`, { text: `changed ${when}\n\ninto more` })
  await writer.ask('DELETE', `/v1/rooms/${room}/messages/${deleted}`)
  await page.locator('.room-link', { hasText: 'General' }).locator('.dot').waitFor({ state: 'attached' })
}

async function loseConnection({ page, wire, room, writer }: Conversation): Promise<void> {
  wire.cut()
  const banner = page.locator('.connection').getByRole('button', { name: 'Try now' })
  await banner.waitFor()
  for (const text of [...kindsOfText, 'missed']) await writer.send(room, text)
  wire.mend()
  await banner.click()
  await banner.waitFor({ state: 'detached' })
}
