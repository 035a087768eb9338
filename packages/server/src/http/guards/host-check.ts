import { isLoopback } from '../../core/loopback.ts'

/** Where the server stands, as far as host names and origins depend on it. */
export interface Standing {
  /** Every address we listen on is a loopback address. */
  loopbackOnly: boolean
  /** The origin people reach us at, where an operator said so. */
  publicUrl: string | null
  allowedHosts: readonly string[]
  allowedOrigins: readonly string[]
}

export type HostCheck = (host: string | undefined) => boolean

/**
 * DNS rebinding: a page of attacker.example lets its name point to 127.0.0.1 and reads what it likes from a server
 * that believes itself private. The browser still says `Host: attacker.example`, and that is refused. Bound to all
 * addresses without a public URL nothing is known of the names people use, so all are served.
 */
export function createHostCheck({ loopbackOnly, publicUrl, allowedHosts }: Standing): HostCheck {
  if (!loopbackOnly && publicUrl === null && allowedHosts.length === 0) return () => true
  const served = new Set(allowedHosts)
  if (publicUrl !== null) served.add(nameOf(new URL(publicUrl).host))
  // Nearly every request names the host that the one before named.
  let last: string | undefined
  return (host = '') => {
    if (host === last) return true
    const name = nameOf(host)
    const isServed = isLoopback(name) || served.has(name)
    if (isServed) last = host
    return isServed
  }
}

/**
 * Two `Host` headers: a proxy may look at one and we at the other, so there must be exactly one (RFC 9112, 3.2). Node
 * keeps the first without a word; none at all it refuses itself.
 */
export function namesOneHost({ rawHeaders }: { rawHeaders: readonly string[] }): boolean {
  let hosts = 0
  for (let place = 0; place < rawHeaders.length; place += 2) {
    if (rawHeaders[place]?.length === 4 && rawHeaders[place]?.toLowerCase() === 'host') hosts += 1
  }
  return hosts === 1
}

/** A host name without its port. */
export function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '')
}
