import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** Who is at the other end, as far as we know it. */
export type AddressOf = (request: IncomingMessage) => string

/**
 * Everybody can write X-Forwarded-For; each proxy only adds the address it saw at its right end. So with n proxies in
 * front, the entry n from the right is the first that somebody trusted wrote; with none the header says nothing.
 */
export function createAddressReader(trustedProxies: number): AddressOf {
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? '')
    if (trustedProxies === 0) return peer
    const written = request.headers['x-forwarded-for']
    const entries = (Array.isArray(written) ? written.join(',') : (written ?? '')).split(',')
    const claimed = plain((entries.at(-trustedProxies) ?? '').trim())
    return isIP(claimed) === 0 ? peer : claimed
  }
}

/** `::ffff:10.0.0.1` is 10.0.0.1: one client, one counter. */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return mapped?.[1] ?? address
}
