import { isUtf8 } from 'node:buffer'
import { refuse } from '../../core/refusal.ts'
import { placeOfFault } from './json-fault.ts'

/** `application/json`, with parameters: tokens or quoted strings, nothing half-written. */
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const jsonType = new RegExp(
  `^application/json(?:[ \\t]*;[ \\t]*${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))*[ \\t]*$`,
  'i',
)
const otherCharset = /;[ \t]*charset=(?!"?utf-?8"?(?:[ \t]*;|[ \t]*$))/i

/**
 * Reads a body: JSON in UTF-8 without a byte order mark, one value. Of a key given twice the last counts. Nothing in
 * the body is undefined. The caller bounds depth and number of values.
 */
export function readJsonBody(contentType: string | undefined, body: Buffer): unknown {
  if (body.length === 0) return undefined
  checkContentType(contentType)
  if (!isUtf8(body)) throw refuse('request.malformed', { detail: 'The body is not UTF-8.' })
  const text = body.toString('utf8')
  if (text.startsWith('\u{feff}')) {
    throw refuse('request.malformed', { detail: 'The body begins with a byte order mark.' })
  }
  try {
    return JSON.parse(text)
  } catch {
    // The engine's own words quote the body; the place is enough.
    throw refuse('request.malformed', {
      detail: `The body is not valid JSON at character ${placeOfFault(text)}.`,
    })
  }
}

function checkContentType(contentType: string | undefined): void {
  if (contentType === undefined || !jsonType.test(contentType)) {
    throw refuse('request.media-type', { detail: 'Send Content-Type: application/json.' })
  }
  if (otherCharset.test(contentType)) {
    throw refuse('request.media-type', { detail: 'JSON is always UTF-8.' })
  }
}
