import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { createFlushing } from './flushing.ts'
import { Outbound, type Writer } from './outbound.ts'
import { Packet, Run } from './packet.ts'

const spin = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

/** Connections whose writes take so long, and the names of those that were written to. */
function connections(names: readonly string[], ms: number) {
  const written: string[] = []
  let flushes = 0
  const flushing = createFlushing(
    () => 0,
    () => flushes++,
  )
  const writer: Writer = {
    bounds: { bytes: 1e6, ms: 1e6 },
    now: () => 0,
    touch: (outbound) => flushing.touch(outbound),
    starting: (packet) => new Run(packet),
    resync: () => new Packet(''),
    slowReaderTold: () => {},
  }
  const outbounds = names.map(
    (name) =>
      new Outbound(writer, {
        write(_shared, _own, sent) {
          written.push(name)
          spin(ms)
          sent()
        },
        close: () => {},
      }),
  )
  return { outbounds, written, flushing, flushes: () => flushes }
}

const names = Array.from({ length: 40 }, (_, place) => `connection ${place}`)
const word = new Packet('word')

test('few connections are written to at the end of the turn', async () => {
  const { outbounds, written } = connections(['one', 'two'], 0)
  for (const outbound of outbounds) outbound.share(word)
  assert.deepEqual(written, [])
  await turnOfTheLoop()
  assert.deepEqual(written, ['one', 'two'])
})

test('writing that takes long leaves turns to others, and reaches everybody once and in order', async () => {
  const { outbounds, written, flushing, flushes } = connections(names, 1)
  for (const outbound of outbounds) outbound.share(word)
  const seen = new Set<number>()
  const all = flushing.done()
  let isDone = false
  void all.then(() => (isDone = true))
  while (!isDone) {
    seen.add(written.length)
    await turnOfTheLoop()
  }
  assert.deepEqual(written, names)
  assert.equal(flushes(), 1)
  assert.ok(seen.size >= 4, `others had a turn after ${[...seen].join(', ')} connections`)
})

test('what is said while others are written to goes along where it can, else with the next flush', async () => {
  const { outbounds, written, flushing } = connections(names, 1)
  for (const outbound of outbounds) outbound.share(word)
  while (written.length === 0) await turnOfTheLoop()
  assert.ok(written.length < names.length)
  outbounds[0]?.share(word)
  outbounds.at(-1)?.share(word)
  await flushing.done()
  assert.deepEqual(written, [...names, 'connection 0'])
})

test('done() waits for what waits by now, and for nothing where nothing does', async () => {
  const { outbounds, written, flushing } = connections(names, 1)
  await flushing.done()
  for (const outbound of outbounds) outbound.share(word)
  await flushing.done()
  assert.deepEqual(written, names)
})
