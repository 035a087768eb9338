import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The line between one client and the server: it can be cut, mended and held. */
export interface Line {
  /** Where the client finds the server, whatever port that has after a restart. */
  readonly url: string
  cut(): void
  mend(): void
  readonly isCut: boolean
  /** The client reads nothing of what the server says, until it is released. */
  hold(): void
  release(): void
  close(): Promise<void>
}

export async function openLine(portOf: () => number): Promise<Line> {
  const pairs = new Set<[Socket, Socket]>()
  let isCut = false
  let isHeld = false

  const listener = createServer((near) => {
    // A client that is gone is no fault of the line.
    near.on('error', () => {})
    if (isCut) return void near.destroy()
    const far = connect(portOf(), '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    far.on('error', () => {})
    near.pipe(far)
    far.pipe(near)
    near.once('close', end)
    far.once('close', end)
    if (isHeld) holdBack(far, near)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')

  const cut = (): void => {
    isCut = true
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }

  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut,
    get isCut() {
      return isCut
    },
    mend() {
      isCut = false
    },
    hold() {
      isHeld = true
      for (const [near, far] of pairs) holdBack(far, near)
    },
    release() {
      isHeld = false
      for (const [near, far] of pairs) far.pipe(near)
    },
    async close() {
      cut()
      await new Promise((done) => listener.close(done))
    },
  }
}

function holdBack(from: Socket, to: Socket): void {
  from.unpipe(to)
  from.pause()
}
