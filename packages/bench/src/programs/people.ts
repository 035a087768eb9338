import type { OutputOf } from '@hubbub/protocol'
import { randomUUID } from 'node:crypto'
import { ask } from './rest.ts'

/** How many of them are made at the same time. */
const AT_ONCE = 64

export interface Person {
  account: string
  token: string
}

/** Accounts of their own, each with one session; guests, whose making costs no password hash. */
export function makePeople(url: string, count: number): Promise<Person[]> {
  return manyAtOnce(count, async (number) => {
    const { account, tokens } = await ask<OutputOf<'guest.create'>>(url, {
      method: 'POST',
      path: '/v1/guests',
      body: { displayName: `Person ${number}` },
    })
    return { account: account.id, token: tokens.accessToken }
  })
}

/** Bots whose keys may send and may not read: they are answered, and their connections hear nothing. */
export function makeSenders(url: string, count: number, ownerToken: string): Promise<Person[]> {
  const made = <T>(path: string, body: object) =>
    ask<T>(url, { method: 'POST', path, token: ownerToken, body })
  return manyAtOnce(count, async () => {
    const username = `sender-${randomUUID().slice(0, 13)}`
    const { id } = await made<OutputOf<'bot.create'>>('/v1/bots', { username })
    const wish = { name: 'bench', scopes: ['rooms.write', 'messages.write'] }
    const { secret } = await made<OutputOf<'key.create'>>(`/v1/bots/${id}/keys`, wish)
    return { account: id, token: secret }
  })
}

/** A public room, made by the owner; answers its id. */
export async function makeRoom(url: string, ownerToken: string, name: string): Promise<string> {
  const { room } = await ask<OutputOf<'room.create'>>(url, {
    method: 'POST',
    path: '/v1/rooms',
    token: ownerToken,
    body: { type: 'public', name },
  })
  return room.id
}

export async function joinRoom(url: string, people: readonly Person[], room: string): Promise<void> {
  await manyAtOnce(people.length, async (number) => {
    const token = people[number]?.token ?? ''
    await ask(url, { method: 'POST', path: `/v1/rooms/${room}/join`, token, body: {} })
  })
}

export async function manyAtOnce<T>(
  count: number,
  make: (number: number) => Promise<T>,
  atOnce = AT_ONCE,
): Promise<T[]> {
  const made: T[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const number = next
      next += 1
      made[number] = await make(number)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker))
  return made
}
