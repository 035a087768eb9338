import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutputOf } from '@hubbub/protocol'
import { type Client, openSocketWorld } from '../../test/sockets/socket-world.ts'

interface SeenRange {
  feed: string
  from: number
  to: number
  items: { seq?: number; text?: string }[]
}

/** The WebSocket below a client, which can stop reading. */
function pipeOf({ socket }: Client): { pause(): void; resume(): void } {
  return (socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws
}

const rangesOf = ({ events }: Client, feed: string): SeenRange[] =>
  events.flatMap(([name, range]) =>
    name === 'range' && (range as SeenRange).feed === feed ? [range as SeenRange] : [],
  )

test('SIO-30: who stops reading is told what to ask for, then has everything; others notice nothing', async (t) => {
  const world = await openSocketWorld(t, { limits: { outboundBytes: 64 * 1024 } })
  const ada = await world.connect(await world.person('ada'))
  const slow = await world.connect(await world.person('ben'))
  const { heads } = await slow.saw<OutputOf<'feed.heads'>>('heads')
  const room = heads.find(({ feed }) => feed.startsWith('room:'))
  assert.ok(room)

  pipeOf(slow).pause()
  const text = 'x'.repeat(16_000)
  let sent = 0
  // As much as the kernel takes for him, and then more.
  while (!world.log.some(([what]) => what === 'slow reader') && sent < 5_000) {
    const batch = Array.from({ length: 20 }, () => ada.ask('message.send', { room: 'general', text }))
    for (const ack of await Promise.all(batch)) assert.equal(ack.ok, true)
    sent += batch.length
  }
  await world.logged('slow reader')
  for (const ack of await Promise.all(
    [1, 2, 3].map(() => ada.ask('message.send', { room: 'general', text })),
  )) {
    assert.equal(ack.ok, true)
    sent++
  }
  const seqs = rangesOf(ada, room.feed).flatMap(({ items }) => items.flatMap(({ seq }) => seq ?? []))
  assert.equal(seqs.length, sent)

  pipeOf(slow).resume()
  assert.deepEqual(await slow.saw('resync'), { feeds: [room.feed] })
  const kept = rangesOf(slow, room.feed)
  assert.ok(kept.length > 0 && kept.flatMap(({ items }) => items).length < sent)
  let at = room.version
  for (const { from, to } of kept) {
    assert.equal(from, at)
    at = to
  }
  const missed: SeenRange['items'] = []
  for (let more = true; more; ) {
    const ack = await slow.ask('feed.sync', { feeds: [{ feed: room.feed, since: at, epoch: room.epoch }] })
    assert.ok(ack.ok)
    const [answer] = ack.result.feeds as { range?: SeenRange; more?: true }[]
    missed.push(...(answer?.range?.items ?? []))
    at = answer?.range?.to ?? at
    more = answer?.more === true
  }
  assert.equal([...kept.flatMap(({ items }) => items), ...missed].length, sent)
  await ada.ask('message.send', { room: 'general', text: 'and on' })
  const next = await slow.saw<SeenRange>('range', ({ items }) => items.some((item) => item.text === 'and on'))
  assert.equal(next.from, at)
})
