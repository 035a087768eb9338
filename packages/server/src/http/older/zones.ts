import type { DoorZone } from '../../core/ports/door.ts'
import type { Zone } from '../reply-problem.ts'

/** One prefix of a dialect's zone, as the app knows zones. */
export function zoneAt(prefix: string, { reply, origins }: DoorZone): Zone {
  return {
    prefix,
    origins,
    reply: (problem, { method, url }) => reply(problem, { method, path: pathOf(url) }),
  }
}

export const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''
