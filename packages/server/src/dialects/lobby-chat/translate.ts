import type { NamedMessage } from '../../core/messages/older/scan-messages.ts'
import { refuse } from '../../core/refusal.ts'
import { fieldIn, isObject } from '../reading.ts'

/** A message as clients see it. Its id is its number in the room, which nothing else ever gets. */
export interface LobbyMessage {
  id: number
  username: string
  content: string
  timestamp: string
}

export function messageOf({
  seq,
  name,
  text,
  createdAt,
}: Pick<NamedMessage, 'seq' | 'name' | 'text' | 'createdAt'>): LobbyMessage {
  return { id: seq, username: name, content: text, timestamp: createdAt }
}

/** In characters, as people count them. */
const longestContent = 4000

const invalid = (detail: string) => refuse('request.invalid', { detail })

export function readField(body: unknown, name: string): unknown {
  if (!isObject(body)) throw invalid('Send a JSON object')
  return fieldIn(body, name)
}

/** As it came: the client trims, the server only refuses. */
export function readUsername(body: unknown): string {
  const name = readField(body, 'username') ?? ''
  if (typeof name !== 'string') throw invalid('Username must be a string')
  if (name.trim() === '') throw invalid('Username cannot be empty')
  return name
}

export function readContent(body: unknown): string {
  const content = readField(body, 'content')
  if (typeof content !== 'string') throw invalid('Content is required')
  if (content.trim() === '') throw refuse('message.empty')
  if (content.length > longestContent && Array.from(content).length > longestContent) {
    throw invalid(`Message content is longer than ${longestContent} characters`)
  }
  return content
}

/** A message's number, in an address or from a form field, where it is a text. What cannot be one is of no message. */
export function readNumber(given: unknown): number {
  const number = typeof given === 'string' && /^\d{1,20}$/.test(given) ? Number(given) : given
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return number
  if (given === undefined || given === null) throw invalid('messageId is required')
  if (typeof given === 'string' || typeof given === 'number') throw unknownMessage(given)
  throw invalid('messageId must be a number')
}

export const unknownMessage = (number: string | number) =>
  refuse('message.not-found', { detail: `Message ${String(number).slice(0, 40)} not found` })

/** The newest `limit` before the message `before`; all where the query asks for neither. */
export function readPage(query: URLSearchParams): { before?: number | undefined; limit: number } | undefined {
  const [limit, before] = ['limit', 'before'].map((name) => readCount(query, name))
  if (limit === undefined && before === undefined) return undefined
  return { before, limit: Math.min(limit ?? mostOnPage, mostOnPage) }
}

const mostOnPage = 500

function readCount(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name)
  if (given === null) return undefined
  const count = /^\d{1,16}$/.test(given) ? Number(given) : 0
  if (count < 1 || !Number.isSafeInteger(count))
    throw invalid(`The query's '${name}' must be a positive number`)
  return count
}
