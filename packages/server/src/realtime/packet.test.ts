import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ackText, eventText, framesOf, nativePacket, Packet, packetsOf, Run } from './packet.ts'

/** Reads the text frames of a server, one behind the other. */
function readFrames(bytes: Buffer): string[] {
  const texts: string[] = []
  let at = 0
  while (at < bytes.length) {
    assert.equal(bytes[at], 0x81)
    const short = bytes[at + 1] ?? 0
    const [start, length] =
      short < 126
        ? [at + 2, short]
        : short === 126
          ? [at + 4, bytes.readUInt16BE(at + 2)]
          : [at + 10, Number(bytes.readBigUInt64BE(at + 2))]
    texts.push(bytes.toString('utf8', start, start + length))
    at = start + length
  }
  return texts
}

test('a packet’s frame holds it whole, at every length of the header and in every script', () => {
  const texts = [0, 1, 123, 124, 125, 126, 65_533, 65_534, 65_535, 70_000].map((length) => 'x'.repeat(length))
  for (const text of [...texts, 'ü'.repeat(62), '漢'.repeat(21_845), '😀 and 👩‍👩‍👧']) {
    assert.deepEqual(readFrames(new Packet(text).frame), [`4${text}`])
  }
})

test('frames of many packets stand one behind the other', () => {
  const packets = ['one', 'zwei', '三'].map((text) => new Packet(text))
  assert.deepEqual(readFrames(framesOf(packets)), ['4one', '4zwei', '4三'])
})

test('connections that are told the same share one sequence and its bytes', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((text) => new Packet(text)) as [
    Packet,
    Packet,
    Packet,
  ]
  const start = new Run(one)
  const [ada, ben, cleo] = [start.followedBy(two), start.followedBy(two), start.followedBy(three)]
  assert.equal(ada, ben)
  assert.equal(ada.frames, ben.frames)
  assert.notEqual(ada, cleo)
  assert.deepEqual(readFrames(cleo.frames[0]), ['4one', '4three'])
  assert.deepEqual(
    packetsOf(ada).map(({ text }) => text),
    ['one', 'two'],
  )
  assert.equal(ada.size, 6)
})

test('events and acks are the text that Socket.IO’s own parser writes', async () => {
  const { Encoder } = await import('socket.io-parser')
  const encoder = new Encoder()
  for (const nsp of ['/', '/v1']) {
    const event = encoder.encode({ type: 2, nsp, data: ['range', { to: 1 }] })
    assert.deepEqual([eventText(nsp, 'range', '{"to":1}')], event)
    const ack = encoder.encode({ type: 3, nsp, id: 7, data: [{ ok: true }] })
    assert.deepEqual([ackText(nsp, 7, '{"ok":true}')], ack)
  }
})

test('a native event is one packet, however many are told', () => {
  const event = { name: 'range', json: '{}' }
  assert.equal(nativePacket(event, 'room:a'), nativePacket(event, 'room:a'))
})
