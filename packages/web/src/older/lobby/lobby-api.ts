import { type Answered, ask, textIn } from '../parts/ask.ts'

export interface Message {
  id: number
  username: string
  content: string
  timestamp: string
}

/** Who signed in, for a quarter of an hour. */
export interface Visitor {
  name: string
  token: string
}

/** A refusal, in words for people. */
export class Refused extends Error {
  readonly suggestions: readonly string[]

  constructor(words: string, suggestions: readonly string[] = []) {
    super(words)
    this.suggestions = suggestions
  }
}

/** The token is of no use any more. */
export class SignedOut extends Error {}

/** A token of before proves that one is the same person still. */
export async function login(name: string, before?: string): Promise<Visitor> {
  const answered = await ask('POST', '/api/login', { body: { username: name }, token: before })
  const token = textIn(answered.body, 'access_token')
  if (answered.status === 200 && token !== undefined) return { name, token }
  const { suggestions } = (answered.body ?? {}) as { suggestions?: unknown }
  throw new Refused(
    wordsOf(answered),
    Array.isArray(suggestions) ? suggestions.filter((one) => typeof one === 'string') : [],
  )
}

export const pageSize = 100

/** The newest messages, or those before one; oldest first. */
export function listMessages({ token }: Visitor, before?: number): Promise<Message[]> {
  const query = new URLSearchParams({ limit: String(pageSize) })
  if (before !== undefined) query.set('before', String(before))
  return asked<Message[]>('GET', `/api/messages?${query}`, token)
}

/** Those that one may change: a name alone does not say whose a message is. */
export async function ownMessages({ token }: Visitor): Promise<number[]> {
  const messages = await asked<Message[]>('GET', `/api/messages/user?limit=${pageSize * 5}`, token)
  return messages.map(({ id }) => id)
}

export const sendMessage = ({ token }: Visitor, content: string): Promise<Message> =>
  asked('POST', '/api/messages', token, { content })

export const editMessage = ({ token }: Visitor, id: number, content: string): Promise<Message> =>
  asked('PUT', `/api/messages/${id}`, token, { content })

export const deleteMessage = ({ token }: Visitor, id: number): Promise<undefined> =>
  asked('DELETE', `/api/messages/${id}`, token)

async function asked<T>(method: string, path: string, token: string, body?: unknown): Promise<T> {
  const answered = await ask(method, path, { body, token })
  if (answered.status < 300) return answered.body as T
  if (textIn(answered.body, 'msg') !== undefined) throw new SignedOut('Your sign-in has ended.')
  throw new Refused(wordsOf(answered))
}

const wordsOf = ({ body, status }: Answered): string =>
  textIn(body, 'error') ?? textIn(body, 'msg') ?? `The server answered ${status}.`
