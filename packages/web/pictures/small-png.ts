import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture of a page as a PNG with a palette: half to a quarter of the bytes, and nothing to be seen of it. */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const colorsMost = 256

interface Pixels {
  width: number
  height: number
  /** Red, green and blue of each pixel, row by row. */
  rgb: Buffer
}

export function smallPng(png: Buffer): Buffer {
  const { width, height, rgb } = readPng(png)
  const { palette, places } = reduce(rgb)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    rows.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...parts])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  const sum = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Reads what browsers write: eight bits a channel, with or without alpha, not interlaced. */
export function readPng(png: Buffer): Pixels {
  const compressed: Buffer[] = []
  let [width, height, channels] = [0, 0, 3]
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const content = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = content.readUInt32BE(0)
      height = content.readUInt32BE(4)
      channels = content[9] === 6 ? 4 : 3
    } else if (type === 'IDAT') compressed.push(content)
    at += length + 12
  }
  const rows = unfiltered(inflateSync(Buffer.concat(compressed)), width * channels, channels)
  const rgb = Buffer.alloc(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel += 1)
    rows.copy(rgb, pixel * 3, pixel * channels, pixel * channels + 3)
  return { width, height, rgb }
}

/** Each row says first how it was foretold from its neighbours. */
function unfiltered(filtered: Buffer, rowBytes: number, step: number): Buffer {
  const height = filtered.length / (rowBytes + 1)
  const bytes = Buffer.alloc(rowBytes * height)
  for (let y = 0; y < height; y += 1) {
    const from = y * (rowBytes + 1)
    const filter = filtered[from] ?? 0
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x
      const left = x >= step ? (bytes[at - step] ?? 0) : 0
      const up = y > 0 ? (bytes[at - rowBytes] ?? 0) : 0
      const corner = x >= step && y > 0 ? (bytes[at - rowBytes - step] ?? 0) : 0
      bytes[at] = (filtered[from + 1 + x] ?? 0) + foretold(filter, left, up, corner)
    }
  }
  return bytes
}

function foretold(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const sum = left + up - corner
  const [byLeft, byUp, byCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)]
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner
}

/** The colours that stand most often, and for each pixel the nearest of them. */
function reduce(rgb: Buffer): { palette: number[][]; places: Buffer } {
  const counts = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const color = rgb.readUIntBE(at, 3)
    counts.set(color, (counts.get(color) ?? 0) + 1)
  }
  const palette = chosen([...counts].sort((one, other) => other[1] - one[1]).map(([color]) => partsOf(color)))
  const nearest = new Map<number, number>()
  for (const color of counts.keys()) nearest.set(color, nearestIn(palette, partsOf(color)))
  const places = Buffer.alloc(rgb.length / 3)
  for (let pixel = 0; pixel < places.length; pixel += 1)
    places[pixel] = nearest.get(rgb.readUIntBE(pixel * 3, 3)) ?? 0
  return { palette, places }
}

/** Most frequent first; ever nearer ones are let in until the palette is full. */
function chosen(colors: readonly number[][]): number[][] {
  const palette: number[][] = []
  for (const apart of [10, 5, 2, 0]) {
    for (const color of colors) {
      if (palette.length === colorsMost) return palette
      if (palette.every((one) => distance(one, color) > apart * apart)) palette.push(color)
    }
  }
  return palette
}

function nearestIn(palette: readonly number[][], color: readonly number[]): number {
  let best = 0
  for (const [place, one] of palette.entries())
    if (distance(one, color) < distance(palette[best] ?? [], color)) best = place
  return best
}

const partsOf = (color: number): number[] => [color >> 16, (color >> 8) & 255, color & 255]

const distance = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, part, place) => sum + (part - (other[place] ?? 0)) ** 2, 0)
