import type { ErrorCode } from '@hubbub/protocol'
import { Refusal } from '../../core/refusal.ts'
import type { Door, DoorAnswer, DoorRequest } from '../door.ts'
import type { Answer } from '../mount-routes.ts'
import { FaultyBody } from './faults.ts'
import { type SignedIn, signedIn } from './tokens.ts'

/** What a route says to single refusals; the others keep the words of their class. */
export type Saying = Partial<Record<ErrorCode, readonly [status: number, detail: string]>>

export const ok = (body: unknown): DoorAnswer => ({ status: 200, body })
export const say = (status: number, detail: unknown): DoorAnswer => ({ status, body: { detail } })

export const always =
  (body: unknown): Answer =>
  () =>
    ok(body)

/** A route for anybody. Bodies with faults are answered with all of them. */
export const open =
  (said: Saying, answer: Answer): Answer =>
  async (door, request) => {
    try {
      return await answer(door, request)
    } catch (error) {
      if (error instanceof FaultyBody) return say(422, error.faults)
      const words = error instanceof Refusal ? said[error.code] : undefined
      if (!words) throw error
      return say(...words)
    }
  }

export interface Asked extends SignedIn {
  door: Door
  request: DoorRequest
}

/** A route for those with a token. */
export const known = (said: Saying, answer: (asked: Asked) => Promise<DoorAnswer> | DoorAnswer): Answer =>
  open(said, async (door, request) => answer({ door, request, ...(await signedIn(door, request)) }))
