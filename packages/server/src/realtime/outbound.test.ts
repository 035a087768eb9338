import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHandClock } from '../fan-out/contract/hand-clock.ts'
import { Outbound } from './outbound.ts'
import { Packet, packetsOf, Run } from './packet.ts'

/** An outbound queue over a pipe that takes a bundle when the test says so. */
function queue(bounds = { bytes: 100, ms: 10_000 }) {
  const clock = createHandClock()
  const written: string[][] = []
  let touched: Outbound[] = []
  let takeNext: (() => void) | undefined
  let slow = 0
  let isClosed = false
  const outbound = new Outbound(
    {
      bounds,
      now: clock.now,
      touch: (one) => void touched.push(one),
      starting: (packet) => new Run(packet),
      resync: (feeds) => new Packet(`resync ${feeds.join(' ')}`),
      slowReaderTold: () => void slow++,
    },
    {
      write(shared, own, sent) {
        written.push([...packetsOf(shared), ...(own ?? [])].map(({ text }) => text))
        takeNext = sent
      },
      close: () => (isClosed = true),
    },
  )
  return {
    outbound,
    written,
    clock,
    turn() {
      const all = touched
      touched = []
      for (const one of all) one.flush(clock.now())
    },
    taken() {
      takeNext?.()
      takeNext = undefined
    },
    slow: () => slow,
    isClosed: () => isClosed,
  }
}

const range = (feed: string, text: string) => new Packet(text, { feed })
const hint = (text: string) => new Packet(text, { isHint: true })

test('what one turn says goes out as one bundle, in order', () => {
  const { outbound, written, turn } = queue()
  outbound.share(range('room:a', 'range 1'))
  outbound.share(hint('typing'))
  outbound.say(new Packet('ack 1'))
  outbound.share(range('room:a', 'range 2'))
  turn()
  assert.deepEqual(written, [['range 1', 'typing', 'ack 1', 'range 2']])
})

test('the next bundle goes when the transport has taken the last one', () => {
  const { outbound, written, turn, taken } = queue()
  outbound.say(new Packet('one'))
  turn()
  outbound.say(new Packet('two'))
  turn()
  outbound.say(new Packet('three'))
  turn()
  assert.deepEqual(written, [['one']])
  taken()
  turn()
  assert.deepEqual(written, [['one'], ['two', 'three']])
})

test('who keeps up may be told any amount in one turn', () => {
  const { outbound, written, turn } = queue({ bytes: 10, ms: 10_000 })
  const long = 'x'.repeat(1_000)
  outbound.share(range('room:a', long))
  outbound.share(range('room:a', long))
  turn()
  assert.deepEqual(written, [[long, long]])
})

test('a slow reader loses ranges and hints, never answers, and is told what to ask for', () => {
  const { outbound, written, turn, taken, slow } = queue()
  outbound.say(new Packet('under way'))
  turn()
  outbound.share(range('room:a', 'a'.repeat(40)))
  outbound.share(hint('typing'))
  outbound.say(new Packet('ack 1'))
  outbound.share(range('room:b', 'b'.repeat(60)))
  outbound.share(range('room:c', 'c'))
  outbound.share(hint('typing again'))
  outbound.say(new Packet('ack 2'))
  assert.equal(slow(), 1)
  taken()
  turn()
  assert.deepEqual(written, [
    ['under way'],
    ['ack 1', 'typing again', 'ack 2', 'resync room:b room:a room:c'],
  ])
  taken()
  outbound.share(range('room:a', 'and on'))
  turn()
  assert.deepEqual(written.at(-1), ['and on'])
})

test('who takes nothing for too long is slow, however little waits', () => {
  const { outbound, written, turn, taken, clock } = queue()
  outbound.say(new Packet('under way'))
  turn()
  clock.pass(10_001)
  outbound.share(range('room:a', 'a'))
  taken()
  turn()
  assert.deepEqual(written.at(-1), ['resync room:a'])
})

test('who asks and never reads is closed', () => {
  const { outbound, written, turn, isClosed } = queue()
  outbound.say(new Packet('under way'))
  turn()
  for (let answer = 0; answer < 30; answer++) outbound.say(new Packet(`answer ${answer}`))
  assert.equal(isClosed(), true)
  assert.equal(written.length, 1)
})

test('the last words go out even while a bundle is under way', () => {
  const { outbound, written, turn } = queue()
  outbound.say(new Packet('under way'))
  turn()
  outbound.say(new Packet('goodbye'))
  outbound.flushLast()
  assert.deepEqual(written, [['under way'], ['goodbye']])
})
