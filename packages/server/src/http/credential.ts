import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '../core/refusal.ts'

/** A token or an API key from the headers; never from the address, which logs and histories keep. */
export function credentialIn(headers: IncomingHttpHeaders): string | undefined {
  const { authorization, 'x-api-key': keys } = headers
  const bearer = authorization === undefined ? undefined : bearerIn(authorization)
  const key = Array.isArray(keys) ? keys[0] : keys
  if (bearer !== undefined && key !== undefined && bearer !== key) {
    throw refuse('auth.invalid-token', { detail: 'Authorization and X-Api-Key differ; give one of them.' })
  }
  return bearer ?? key
}

/** RFC 6750, 2.1. Written as nearly everybody writes it, no pattern is tried on some 350 characters. */
function bearerIn(authorization: string): string | undefined {
  if (authorization.startsWith('Bearer ') && !authorization.includes(' ', 7))
    return authorization.slice(7) || undefined
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
}
