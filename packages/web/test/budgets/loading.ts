import type { Page } from 'playwright-core'
import type { Line } from './measure-page.ts'

interface Painted {
  largestMs: number
  shifted: number
}

/** The largest paint of the sign-in page and of a room, and how much moved by itself meanwhile. */
export async function measureLoading(page: Page, url: string, enter: () => Promise<void>): Promise<Line[]> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  const signIn = await painted(page)
  await enter()
  const entering = await painted(page)
  await page.reload()
  await page.locator('article').last().waitFor()
  await page.locator('.list-scroller').evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
  const room = await painted(page)
  const shifted = Math.max(signIn.shifted, entering.shifted, room.shifted)
  return [
    {
      name: 'page: largest paint of sign-in',
      value: Math.round(signIn.largestMs),
      budget: 1_500,
      unit: 'ms',
    },
    { name: 'page: largest paint of a room', value: Math.round(room.largestMs), budget: 1_500, unit: 'ms' },
    { name: 'page: layout shift (CLS)', value: Number(shifted.toFixed(4)), budget: 0.03, unit: '' },
  ]
}

function painted(page: Page): Promise<Painted> {
  return page.evaluate(async () => {
    const found: Painted = { largestMs: 0, shifted: 0 }
    const observe = (type: string, seen: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(seen)).observe({ type, buffered: true })
    observe('largest-contentful-paint', ({ startTime }) => {
      found.largestMs = Math.max(found.largestMs, startTime)
    })
    observe('layout-shift', (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
      if (!hadRecentInput) found.shifted += value
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    return found
  })
}
