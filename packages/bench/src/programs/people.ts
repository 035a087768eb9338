import type { OutputOf } from '@hubbub/protocol'
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

export async function manyAtOnce<T>(count: number, make: (number: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const number = next
      next += 1
      made[number] = await make(number)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker))
  return made
}
