import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { usernameNames } from '../rows/names.ts'
import { type NewSession, newSession, signedIn } from '../sessions/session-rows.ts'
import { usernameKeys } from '../username.ts'
import { checkedDisplayName, type Identity } from './identity.ts'
import { madeRows, newAccountWrites } from './new-account.ts'

/** Lets somebody in who is known by a name and a token only. They join no room by themselves. */
export async function createGuest(
  ports: Ports,
  caller: Caller,
  { displayName: typed, device }: InputOf<'guest.create'>,
): Promise<Encoded<OutputOf<'guest.create'>>> {
  if (!ports.settings.guests) throw refuse('guest.not-allowed')
  const displayName = checkedDisplayName(typed)
  const once = ownOnce(ports)
  const entering: { session?: NewSession } = {}
  const committed = await ports.commits.decide(async () => {
    // Anew at each attempt: the made-up username may be taken.
    const id = ports.ids.next()
    const session = newSession(ports, { account: id, caller, device })
    entering.session = session
    const identity = { ...madeUpUsername('guest', id), displayName }
    return changeSetOf(
      once,
      await newAccountWrites(ports, { ...identity, id, role: 'guest', passwordHash: null }),
      session.part,
    )
  })
  if (!entering.session) throw new Error('a guest was made without a session')
  return signedIn(ports, madeRows(committed), entering.session)
}

/** A username for who chose none; also for accounts that a contract makes. */
export function madeUpUsername(word: string, id: string): Pick<Identity, 'username' | 'names'> {
  const username = `${word}-${id.slice(-10)}`
  return { username, names: usernameNames(usernameKeys(username)) }
}
