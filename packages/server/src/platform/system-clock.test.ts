import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { systemClock } from './system-clock.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

/** Lets Node's own timers run as if the time had passed, an hour at a time. */
function timeOf(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  return (ms: number) => {
    for (let left = ms; left > 0; left -= HOUR) context.mock.timers.tick(Math.min(left, HOUR))
  }
}

test('now is in milliseconds since 1970', () => {
  const before = Date.now()
  const now = systemClock.now()
  assert.ok(now >= before && now <= Date.now())
})

test('a timer fires, one of the past too', async () => {
  // The clock's timers keep no process alive, so who waits for one holds the process.
  const hold = setInterval(() => {}, 1000)
  await new Promise<void>((resolve) => systemClock.after(-5, resolve))
  clearInterval(hold)
})

test('a cancelled timer never fires; cancelled twice or late does no harm', (context) => {
  const pass = timeOf(context)
  const seen: string[] = []
  systemClock.after(1000, () => seen.push('ada'))
  const cancel = systemClock.after(1000, () => seen.push('ben'))
  cancel()
  cancel()
  pass(1000)
  cancel()
  assert.deepEqual(seen, ['ada'])
})

test('a timer of 30 days, longer than Node can wait at once, fires then and not before', (context) => {
  const pass = timeOf(context)
  const seen: string[] = []
  systemClock.after(30 * DAY, () => seen.push('ada'))
  const cancel = systemClock.after(30 * DAY, () => seen.push('ben'))
  pass(30 * DAY - HOUR)
  assert.deepEqual(seen, [])
  cancel()
  // One hour more than is left: the pretended time goes in hours, and a step may end within one.
  pass(2 * HOUR)
  assert.deepEqual(seen, ['ada'])
})
