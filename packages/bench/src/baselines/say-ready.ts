import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on a free port of loopback and says where, in the words of the server's log. */
export function listenAndSay(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    console.log(JSON.stringify({ urls: [`http://127.0.0.1:${port}`], msg: 'ready' }))
  })
  process.once('SIGTERM', () => process.exit(0))
}
