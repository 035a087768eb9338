import type { Page } from 'playwright-core'
import type { Line } from './measure-page.ts'

/** How far what one reads moves by itself: while history is put before it, when a row above grows, and when the composer does. */
export async function measureAnchor(page: Page): Promise<Line[]> {
  const history = await page.evaluate(watch, { scrollPx: -900, times: 25, growPx: 0 })
  const growth = await page.evaluate(watch, { scrollPx: -300, times: 3, growPx: 180 })
  const before = await middleTop(page)
  await page.locator('#composer').fill('one\ntwo\nthree\nfour\nfive')
  const after = await page.evaluate(
    (key) => document.querySelector(`[data-row="${key}"]`)?.getBoundingClientRect().top ?? 0,
    before.key,
  )
  await page.locator('#composer').fill('')
  const line = (name: string, px: number): Line => ({
    name,
    value: Number(px.toFixed(1)),
    budget: 1,
    unit: 'px',
  })
  return [
    line('page: anchor drift in history', history),
    line('page: anchor drift when a row above grows', growth),
    line('page: anchor drift when the composer grows', Math.abs(after - before.top)),
  ]
}

function middleTop(page: Page): Promise<{ key: string; top: number }> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const row = rows.find((one) => one.getBoundingClientRect().top > innerHeight / 3)
    return { key: row?.dataset['row'] ?? '', top: row?.getBoundingClientRect().top ?? 0 }
  })
}

interface Watched {
  scrollPx: number
  times: number
  /** So much a row above the screen grows, as a picture does that has loaded. */
  growPx: number
}

/** Scrolls, and then watches for a while how far a row in sight moves. */
async function watch({ scrollPx, times, growPx }: Watched): Promise<number> {
  const list = document.querySelector('.list-scroller')
  if (!list) throw new Error('there is no list')
  // Rows are measured after a frame's callbacks and before it is painted: what was painted is asked for.
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  let drift = 0
  for (let n = 0; n < times; n += 1) {
    list.scrollBy(0, scrollPx)
    await frame()
    const { top } = list.getBoundingClientRect()
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const row = rows.find((one) => one.getBoundingClientRect().top > top + 200)
    const before = row?.getBoundingClientRect().top ?? 0
    if (growPx > 0) {
      const above = rows.findLast((one) => one.getBoundingClientRect().bottom < top)
      if (above) above.style.paddingBottom = `${growPx}px`
    }
    for (let wait = 0; wait < 20; wait += 1) {
      await frame()
      if (row?.isConnected) drift = Math.max(drift, Math.abs(row.getBoundingClientRect().top - before))
    }
  }
  return drift
}
