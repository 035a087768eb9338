import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '../core/refusal.ts'

/** A token or an API key from the headers; never from the address, which logs and histories keep. */
export function credentialIn(headers: IncomingHttpHeaders): string | undefined {
  const { authorization, 'x-api-key': keys } = headers
  const bearer = authorization === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
  const key = Array.isArray(keys) ? keys[0] : keys
  if (bearer !== undefined && key !== undefined && bearer !== key) {
    throw refuse('auth.invalid-token', { detail: 'Authorization and X-Api-Key differ; give one of them.' })
  }
  return bearer ?? key
}
