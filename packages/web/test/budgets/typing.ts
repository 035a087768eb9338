import type { Page } from 'playwright-core'
import type { Line } from './measure-page.ts'

const sentence = 'Typing in a long room must feel like typing anywhere else. '

interface Keys {
  handlerMs: number[]
  paintMs: number[]
}

/** What a key costs: the page's own handlers, and from the key to the end of the frame that shows it. */
export async function measureTyping(page: Page): Promise<Line[]> {
  await page.locator('#composer').focus()
  const keys = await page.evaluateHandle(watchKeys)
  await page.keyboard.type(sentence.repeat(3), { delay: 30 })
  await page.locator('#composer').fill('')
  await page.keyboard.press('Shift+Tab')
  for (let n = 0; n < 30; n += 1) await page.keyboard.press(n < 20 ? 'ArrowUp' : 'ArrowDown', { delay: 30 })
  const { handlerMs, paintMs } = await keys.jsonValue()
  return [
    { name: 'page: keydown handler, p95', value: p95(handlerMs), budget: 4, unit: 'ms' },
    { name: 'page: key to frame, p95', value: p95(paintMs), budget: 48, unit: 'ms' },
  ]
}

/** Event timing would tell the same, but a browser without a screen does not report every frame. */
function watchKeys(): Keys {
  const found: Keys = { handlerMs: [], paintMs: [] }
  let began = 0
  addEventListener('keydown', () => (began = performance.now()), { capture: true })
  addEventListener('keydown', ({ timeStamp }) => {
    found.handlerMs.push(performance.now() - began)
    const painted = () => found.paintMs.push(performance.now() - timeStamp)
    requestAnimationFrame(() => setTimeout(painted))
  })
  return found
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return Number((sorted[Math.floor(sorted.length * 0.95)] ?? 0).toFixed(1))
}
