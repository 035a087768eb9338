import { refuse } from '../core/refusal.ts'
import type { DoorRequest } from './door.ts'

/** The JSON that was sent. Without a body the content type alone says what the originals would have answered. */
export function sentBody({ body, header }: Pick<DoorRequest, 'body' | 'header'>): unknown {
  if (body !== undefined) return body
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(header('content-type') ?? '')
  throw refuse(isJson ? 'request.malformed' : 'request.media-type')
}
