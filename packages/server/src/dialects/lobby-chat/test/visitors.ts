import assert from 'node:assert/strict'
import type { OlderWorld } from '../../contract/older-world.ts'

/** A guest of the lobby. */
export interface Guest {
  name: string
  token: string
  headers: { authorization: string }
}

export async function login(world: Pick<OlderWorld, 'ask'>, name: string, earlier?: Guest): Promise<Guest> {
  const { status, json, text } = await world.ask('POST', '/api/login', {
    body: { username: name },
    ...(earlier ? { headers: earlier.headers } : {}),
  })
  assert.equal(status, 200, text)
  return guestWith(name, json.access_token)
}

export const guestWith = (name: string, token: string): Guest => ({
  name,
  token,
  headers: { authorization: `Bearer ${token}` },
})

/** What a guest's events carry. */
export const from = ({ name, token }: Guest, payload: object = {}): object => ({
  token,
  username: name,
  ...payload,
})

export interface Said {
  id: number
  username: string
  content: string
  timestamp: string
}

export async function say(world: Pick<OlderWorld, 'ask'>, guest: Guest, content: string): Promise<Said> {
  const { headers } = guest
  const { status, json, text } = await world.ask('POST', '/api/messages', { headers, body: { content } })
  assert.equal(status, 201, text)
  return json
}
