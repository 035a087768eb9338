import { ask, textIn } from '../parts/ask.ts'

export interface UserFields {
  name: string
  email: string
}

export interface User extends UserFields {
  id: string
}

/** The list is closed to who shows no key, or a wrong one. */
export class KeyNeeded extends Error {}

/** A key, where the server asks for one; kept by the page alone. */
export type Key = string | undefined

export const listUsers = (key: Key): Promise<User[]> => asked('GET', '/users', key)

export const addUser = (key: Key, fields: UserFields): Promise<unknown> =>
  asked('POST', '/users', key, fields)

export const replaceUser = (key: Key, id: string, fields: UserFields): Promise<unknown> =>
  asked('PUT', `/users/${id}`, key, fields)

export const deleteUser = (key: Key, id: string): Promise<unknown> => asked('DELETE', `/users/${id}`, key)

async function asked<T>(method: string, path: string, key: Key, body?: unknown): Promise<T> {
  const answered = await ask(method, path, { body, token: key })
  if (answered.status < 300) return answered.body as T
  const words = textIn(answered.body, 'message') ?? `The server answered ${answered.status}.`
  throw answered.status === 401 ? new KeyNeeded(words) : new Error(words)
}
