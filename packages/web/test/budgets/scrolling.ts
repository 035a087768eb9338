import type { Page } from 'playwright-core'
import { readPng } from '../../pictures/small-png.ts'
import type { Line } from './measure-page.ts'

const pictures = 40
/** In every frame: 24,000 px a second, faster than a hand. */
const fastPx = 400
/** A gap between messages is lower than this, an empty piece of list is higher. */
const blankPx = 120

/** Scrolls through all of a long room, up while it loads and fast through all of it when it is there. */
export async function measureScrolling(page: Page): Promise<Line[]> {
  const up = await onProcessor(page, { toStart: true, stepPx: 1_200 })
  const down = await onProcessor(page, { toStart: false, stepPx: 1_000 })
  const blanks = await blankPictures(page)
  const ms = (value: number) => Math.round(value)
  return [
    {
      name: 'page: longest task (CPU), loading 10,000 messages',
      value: ms(up.longestMs),
      budget: 50,
      unit: 'ms',
    },
    {
      name: 'page: longest task (CPU), scrolling through them',
      value: ms(down.longestMs),
      budget: 50,
      unit: 'ms',
    },
    { name: 'page: frames with a blank row', value: up.blank + down.blank, budget: 0, unit: '' },
    { name: `page: pictures with a blank row, of ${pictures}`, value: blanks, budget: 0, unit: '' },
    { name: 'page: rows drawn at once', value: Math.max(up.rows, down.rows), budget: 120, unit: '' },
  ]
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds on the processor. */
  tdur?: number
  args?: { name?: string }
}

interface Way {
  toStart: boolean
  stepPx: number
}

/** The longest task by the time the page's thread was at work: other programs on the machine do not count. */
async function onProcessor(page: Page, way: Way) {
  const browser = page.context().browser()
  if (!browser) throw new Error('there is no browser to trace')
  await browser.startTracing(page, { categories: ['toplevel'] })
  const found = await page.evaluate(scrollThrough, way)
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  )
  const isPage = ({ pid, tid }: TraceEvent) => threads.some((one) => one.pid === pid && one.tid === tid)
  const tasks = traceEvents.filter(
    (one) => one.name.endsWith('RunTask') && one.tdur !== undefined && isPage(one),
  )
  if (tasks.length === 0) throw new Error('the browser traced no task')
  return { ...found, longestMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000 }
}

/** Frame by frame to one end of the room: the longest task, frames with nothing to see, rows drawn. */
async function scrollThrough({ toStart, stepPx }: Way) {
  const list = document.querySelector('.list-scroller')
  if (!list) throw new Error('there is no list')
  const found = { longestMs: 0, tasks: 0, blank: 0, rows: 0, frames: 0 }
  const observer = new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) {
      found.longestMs = Math.max(found.longestMs, duration)
      found.tasks += 1
    }
  })
  observer.observe({ type: 'longtask' })
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const { left, top, width, height } = list.getBoundingClientRect()
  const isThere = (share: number) =>
    document.elementFromPoint(left + width / 2, top + height * share)?.closest('.list-row, .list-pill, .jump')
  const isOver = () =>
    toStart
      ? document.querySelector('.beginning') !== null && list.scrollTop <= 1
      : list.scrollTop + list.clientHeight >= list.scrollHeight - 1
  let still = 0
  while (still < 20 && found.frames < 20_000) {
    list.scrollTop += toStart ? -stepPx : stepPx
    await frame()
    found.frames += 1
    still = isOver() ? still + 1 : 0
    found.rows = Math.max(found.rows, document.querySelectorAll('.list-row').length)
    if (!isOver() && !isThere(0.3) && !isThere(0.6) && !isThere(0.9)) found.blank += 1
  }
  observer.disconnect()
  return found
}

/** Pictures while the list is scrolled fast, looked at for pieces in which nothing stands. */
async function blankPictures(page: Page): Promise<number> {
  const list = page.locator('.list-scroller')
  const clip = await list.boundingBox()
  if (!clip) throw new Error('there is no list')
  const moving = list.evaluate(
    async (element, [steps, px]) => {
      for (let n = 0; n < steps; n += 1) {
        element.scrollTop -= px
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    [pictures * 6, fastPx] as const,
  )
  let blank = 0
  for (let n = 0; n < pictures; n += 1) {
    const { width, rgb } = readPng(await page.screenshot({ clip, caret: 'initial', animations: 'allow' }))
    if (highestBlank(rgb, width) > blankPx) blank += 1
  }
  await moving
  return blank
}

function highestBlank(rgb: Buffer, width: number): number {
  let highest = 0
  let current = 0
  for (let at = 0; at < rgb.length; at += width * 3) {
    const line = rgb.subarray(at, at + width * 3)
    const isBlank = line.equals(Buffer.alloc(line.length, line.subarray(0, 3)))
    current = isBlank ? current + 1 : 0
    highest = Math.max(highest, current)
  }
  return highest
}
