import type { AccountId } from '@hubbub/protocol'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { sessionEnds, sessionsOf, sessionsPerSet } from './session-rows.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/** The sessions that end in the same commit as something else: all, but for one that is kept. */
export async function endingSessions(
  ports: Pick<Ports, 'store' | 'clock'>,
  account: AccountId,
  kept?: string,
): Promise<SetPart> {
  const sessions = await sessionsOf(ports, account)
  const ending = sessions.filter(({ id }) => id !== kept).slice(0, sessionsPerSet)
  return sessionEnds(ending, ports.clock.now())
}

/** Ends all sessions of an account but for one, a bounded change set at a time; answers how many. */
export async function endSessions(ports: Needs, account: AccountId, kept?: string): Promise<number> {
  let ended = 0
  for (;;) {
    const once = ownOnce(ports)
    const { rows } = await ports.commits.decide(async () =>
      changeSetOf(once, await endingSessions(ports, account, kept)),
    )
    ended += rows.length
    if (rows.length < sessionsPerSet) return ended
  }
}
