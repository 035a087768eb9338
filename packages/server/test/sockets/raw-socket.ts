import { once } from 'node:events'
import type { TestContext } from 'node:test'

/** An Engine.IO connection whose packets are written by hand. */
export interface RawSocket {
  send(packet: string | Uint8Array): void
  /** Everything that came, in order. */
  readonly packets: string[]
  /** The next packet that begins like this, also one that came already. */
  got(start: string): Promise<string>
  readonly closed: Promise<CloseEvent>
  close(): void
}

export async function openRaw(t: TestContext, port: number, query = ''): Promise<RawSocket> {
  const address = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket${query}`
  const socket = new WebSocket(address)
  const packets: string[] = []
  let waiting: (() => void)[] = []
  const closed = new Promise<CloseEvent>((done) => socket.addEventListener('close', done))
  const wake = () => {
    const all = waiting
    waiting = []
    for (const one of all) one()
  }
  socket.addEventListener('message', ({ data }) => {
    packets.push(String(data))
    wake()
  })
  void closed.then(wake)
  t.after(() => socket.close())
  await once(socket, 'open')
  return {
    packets,
    closed,
    send: (packet) => socket.send(packet),
    close: () => socket.close(),
    async got(start) {
      for (;;) {
        const found = packets.find((packet) => packet.startsWith(start))
        if (found !== undefined) return found
        if (socket.readyState >= WebSocket.CLOSING) throw new Error(`closed before ${start} came`)
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

/** One that has entered `/v1`. */
export async function enterRaw(t: TestContext, port: number, token: string): Promise<RawSocket> {
  const raw = await openRaw(t, port)
  await raw.got('0')
  raw.send(`40/v1,${JSON.stringify({ token })}`)
  await raw.got('40/v1,')
  await raw.got('42/v1,["heads"')
  return raw
}
