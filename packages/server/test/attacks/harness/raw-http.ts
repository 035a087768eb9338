import { connect } from 'node:net'

export interface RawReply {
  /** Status lines of everything that came back, in order. */
  statuses: number[]
  text: string
  /** The server ended the connection by itself. */
  closed: boolean
}

export interface RawExchange {
  port: number
  /** Written one after the other, each when the one before was taken. */
  bytes: readonly (string | Buffer)[]
  /** How many answers to wait for; less come only when the server closes. */
  answers?: number
}

/** Bytes over TCP, as they are: for requests that no HTTP library would send. */
export async function exchange({ port, bytes, answers = 1 }: RawExchange): Promise<RawReply> {
  const tcp = connect(port, '127.0.0.1')
  const parts: Buffer[] = []
  const reply = (closed: boolean): RawReply => {
    const text = Buffer.concat(parts).toString('latin1')
    return { statuses: statusesIn(text), text, closed }
  }
  return new Promise((done) => {
    // Reset by a server that has said enough: what came before it counts.
    tcp.on('error', () => {})
    tcp.on('data', (part: Buffer) => {
      parts.push(part)
      const so = reply(false)
      if (so.statuses.length < answers || !isWhole(so.text)) return
      done(so)
      tcp.destroy()
    })
    tcp.once('end', () => tcp.destroy())
    tcp.once('close', () => done(reply(true)))
    tcp.once('connect', () => {
      for (const part of bytes) tcp.write(part)
    })
  })
}

function statusesIn(text: string): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
}

/** The last answer has come to its end. */
function isWhole(text: string): boolean {
  const last = text.slice(text.lastIndexOf('HTTP/1.1 '))
  const end = last.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = Number(/^content-length: (\d+)/im.exec(last)?.[1] ?? 0)
  return last.length - end - 4 >= length
}
