import type { Page } from 'playwright-core'
import { type Api, openRoom, type WebWorld } from './web-world.ts'

const lines = [
  'short',
  'a line that is a little longer than the one before it',
  '- one\n- two\n- three',
  '> quoted\n\nand answered',
]

/** Messages of all heights. */
export async function fill(api: Api, room: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1)
    await api.send(room, `${lines[n % lines.length]?.repeat((n % 7) + 1) ?? ''}\n\nnumber ${n}.`)
}

/** A room of Ben's with two hundred messages, of which Ada, who opens it, has read so many. */
export async function harbour(world: WebWorld, read: number) {
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  const ada = await world.account('ada', 'Ada')
  const { room } = await ben.ask('POST', '/v1/rooms', { type: 'private', name: 'Harbour', members: [ada.id] })
  await fill(ben, room.id, 200)
  await ada.ask('PUT', `/v1/rooms/${room.id}/read`, { seq: read })
  const page = await world.signedIn('ada')
  await openRoom(page, 'Harbour')
  await page.locator('article', { hasText: 'number ' }).last().waitFor()
  return { page, ben, room: room.id as string }
}

export const scroller = (page: Page) => page.locator('.list-scroller')
export const top = (page: Page) => scroller(page).evaluate((list) => list.scrollTop)
export const toEnd = (page: Page) =>
  scroller(page).evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop)

/** Scrolls and then watches for a while how far the row in the middle moves by itself, and whether there is one. */
export const scrollAndWatch = (page: Page, by: number) =>
  page.evaluate(async (distance) => {
    const list = document.querySelector('.list-scroller')
    if (!list) throw new Error('there is no list')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const middle = () => {
      const { left, top, width, height } = list.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.list-row')
    }
    list.scrollBy(0, distance)
    await frame()
    let blank = 0
    let drift = 0
    const row = middle()
    const key = row?.querySelector('article')?.dataset['row']
    const where = () =>
      document.querySelector(`[data-row="${CSS.escape(key ?? '')}"]`)?.getBoundingClientRect().top ?? 0
    const before = where()
    for (let n = 0; n < 25; n += 1) {
      await frame()
      if (!middle()) blank += 1
      if (key) drift = Math.max(drift, Math.abs(where() - before))
    }
    return { blank, drift, rows: document.querySelectorAll('.list-row').length, hasRow: key !== undefined }
  }, by)

/** The first row that is whole in sight, and how far below the upper edge it is. */
export const readingAt = (page: Page) =>
  scroller(page).evaluate((list) => {
    const { top } = list.getBoundingClientRect()
    const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
    const row = rows.find((one) => one.getBoundingClientRect().top >= top)
    return { row: row?.innerText.match(/number \d+/)?.[0], px: (row?.getBoundingClientRect().top ?? 0) - top }
  })
