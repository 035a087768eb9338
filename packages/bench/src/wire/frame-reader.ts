/**
 * Finds the frames of a server in a stream of bytes (RFC 6455, 5.2): whole, not masked, as every server here sends
 * them. Bytes are looked at where they lie; only a frame that is cut by the end of a chunk is copied.
 */
export class FrameReader {
  readonly #onFrame: OnFrame
  /** The beginning of a frame whose end has not come yet. */
  #rest: Buffer | undefined

  constructor(onFrame: OnFrame) {
    this.#onFrame = onFrame
  }

  /** `chunk` may be overwritten afterwards. */
  read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk
    const end = this.#frames(bytes)
    if (end === bytes.length) this.#rest = undefined
    else this.#rest = this.#rest ? bytes.subarray(end) : Buffer.from(bytes.subarray(end))
  }

  /** Hands over the whole frames; answers where the first that is not whole begins. */
  #frames(bytes: Buffer): number {
    let at = 0
    while (at + 2 <= bytes.length) {
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const header = short < 126 ? 2 : short === 126 ? 4 : 10
      if (at + header > bytes.length) break
      const size =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2))
      const from = at + header
      if (from + size > bytes.length) break
      this.#onFrame((bytes[at] ?? 0) & 0x0f, bytes, from, from + size)
      at = from + size
    }
    return at
  }
}

/** The payload lies in `bytes` between `from` and `to`, for as long as the call lasts. */
export type OnFrame = (opcode: number, bytes: Buffer, from: number, to: number) => void

/** A text frame of a client. Its mask is zero, which leaves the payload as it is. */
export function clientFrame(text: string, opcode = 1): Buffer {
  const size = Buffer.byteLength(text)
  const header = size < 126 ? 2 : size < 65_536 ? 4 : 10
  const frame = Buffer.alloc(header + 4 + size)
  frame[0] = 0x80 | opcode
  if (header === 2) frame[1] = 0x80 | size
  else if (header === 4) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(size, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(size), 2)
  }
  frame.write(text, header + 4)
  return frame
}
