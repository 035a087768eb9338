import { isLoopback } from '../../core/loopback.ts'
import { nameOf, type Standing } from './host-check.ts'

/** `none`: no browser page asks. `trusted`: our own page or one the operator listed. */
export type OriginKind = 'none' | 'trusted' | 'foreign'

/** Judges an `Origin` header, together with the `Host` it came with. */
export type OriginCheck = (origin: string | undefined, host: string | undefined) => OriginKind

/** Origins are compared whole: no suffixes, no patterns. `null` (files, sandboxed frames) is anybody's, so foreign. */
export function createOriginCheck({ loopbackOnly, publicUrl, allowedOrigins }: Standing): OriginCheck {
  const listed = new Set(allowedOrigins)
  if (publicUrl !== null) listed.add(publicUrl)
  const publicHost = publicUrl === null ? undefined : new URL(publicUrl).host
  return (origin, host) => {
    if (origin === undefined) return 'none'
    if (listed.has(origin)) return 'trusted'
    const page = URL.parse(origin)
    if (page === null || page.origin !== origin || !/^https?:$/.test(page.protocol)) return 'foreign'
    // Where the public URL is https, its http form is not us.
    if (page.host === publicHost) return 'foreign'
    const sameHost = page.host === host?.toLowerCase()
    const bothLocal = loopbackOnly && isLoopback(nameOf(page.host))
    return sameHost || bothLocal ? 'trusted' : 'foreign'
  }
}
