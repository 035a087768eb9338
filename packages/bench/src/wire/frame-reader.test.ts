import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import fc from 'fast-check'
import { clientFrame, FrameReader } from './frame-reader.ts'

const { Sender } = createRequire(import.meta.url)('ws') as {
  Sender: { frame(payload: Buffer, options: object): Buffer[] }
}

function serverFrame(text: string): Buffer {
  const options = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: false }
  return Buffer.concat(Sender.frame(Buffer.from(text), options))
}

function textsIn(chunks: readonly Buffer[]): string[] {
  const texts: string[] = []
  const reader = new FrameReader((opcode, bytes, from, to) => {
    assert.equal(opcode, 1)
    texts.push(bytes.toString('utf8', from, to))
  })
  for (const chunk of chunks) {
    // The memory that is read into is used again.
    const memory = Buffer.from(chunk)
    reader.read(memory)
    memory.fill(0x81)
  }
  return texts
}

test('frames are found however the stream is cut and whatever their length', () => {
  const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(125, 126, 127, 65_535, 65_536))
  fc.assert(
    fc.property(fc.array(lengths, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), (sizes, cuts) => {
      const texts = sizes.map((size, place) => String(place % 10).repeat(size))
      const stream = Buffer.concat(texts.map(serverFrame))
      const places = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length]
      const chunks = places.slice(1).map((end, place) => stream.subarray(places[place], end))
      assert.deepEqual(textsIn(chunks), texts)
    }),
    { numRuns: 200 },
  )
})

test('a frame cut at every single byte is still one frame', () => {
  const stream = serverFrame('x'.repeat(200))
  assert.deepEqual(textsIn([...stream].map((byte) => Buffer.of(byte))), ['x'.repeat(200)])
})

test('what a client says carries a mask that changes nothing', () => {
  const text = 'é'.repeat(100)
  const frame = clientFrame(text)
  assert.equal(frame[1], 0x80 | 126)
  assert.equal(frame.readUInt16BE(2), 200)
  assert.equal(frame.readUInt32BE(4), 0)
  assert.equal(frame.toString('utf8', 8), text)
})
