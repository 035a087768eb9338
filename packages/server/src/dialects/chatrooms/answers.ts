import type { ErrorCode } from '@hubbub/protocol'
import type { Door, DoorAnswer, DoorMethod, DoorRequest } from '../door.ts'
import { whereRefused } from '../where-refused.ts'
import { FaultyBody } from './faults.ts'
import { type SignedIn, signedIn } from './tokens.ts'

export type Answer = (door: Door, request: DoorRequest) => Promise<DoorAnswer>
export type Routes = readonly (readonly [method: DoorMethod, path: string, answer: Answer])[]

/** What a route says to single refusals; the others keep the words of their class. */
export type Saying = Partial<Record<ErrorCode, readonly [status: number, detail: string]>>

export const ok = (body: unknown): DoorAnswer => ({ status: 200, body })
export const say = (status: number, detail: unknown): DoorAnswer => ({ status, body: { detail } })

export const always =
  (body: unknown): Answer =>
  async () =>
    ok(body)

/** Bodies with faults are answered with all of them. */
export async function saying(said: Saying, work: () => Promise<DoorAnswer>): Promise<DoorAnswer> {
  const codes = Object.entries(said).map(([code, words]) => [code, () => say(...words)] as const)
  try {
    return await whereRefused(Object.fromEntries(codes), work)
  } catch (error) {
    if (error instanceof FaultyBody) return say(422, error.faults)
    throw error
  }
}

export interface Asked extends SignedIn {
  door: Door
  request: DoorRequest
}

/** A route for anybody. */
export const open =
  (said: Saying, answer: Answer): Answer =>
  (door, request) =>
    saying(said, () => answer(door, request))

/** A route for those with a token. */
export const known = (said: Saying, answer: (asked: Asked) => Promise<DoorAnswer> | DoorAnswer): Answer =>
  open(said, async (door, request) => answer({ door, request, ...(await signedIn(door, request)) }))
