import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '../../core/refusal.ts'

/** draft-ietf-httpapi-idempotency-key: a structured string; a bare one is understood too. */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const text = [header].flat().join(', ').trim()
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text)
  return quoted?.[1] === undefined ? text : quoted[1].replace(/\\(["\\])/g, '$1')
}

/**
 * The version a write asks for. `*` asks only that it is there, which every write does. A weak tag never matches
 * (RFC 9110, 13.1.1), and a write that asks that nothing is there cannot succeed on what is.
 */
export function ifMatch(headers: IncomingHttpHeaders): number | undefined {
  if (headers['if-none-match'] !== undefined) {
    throw refuse('document.changed', { detail: 'If-None-Match: there is a document already.' })
  }
  const header = headers['if-match']?.trim()
  if (header === undefined || header === '*') return undefined
  if (header.startsWith('W/')) throw refuse('document.changed', { detail: 'A weak tag never matches.' })
  const version = /^"(\d{1,16})"$/.exec(header)?.[1]
  if (version === undefined) {
    throw refuse('request.invalid', { detail: 'If-Match takes one ETag as the server gave it, like "12".' })
  }
  return Number(version)
}

export function etagOf(version: number): string {
  return `"${version}"`
}

/** Whether the reader already has this version. Weak comparison: proxies weaken tags when they compress. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
