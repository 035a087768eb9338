import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { linkUse, openLink } from '../links/link-rows.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { newSession, signedIn } from '../sessions/session-rows.ts'
import { joiningGeneral } from './general-room.ts'
import { checkedPassword, checkIdentity } from './identity.ts'
import { madeRows, newAccountWrites, refuseIdentity } from './new-account.ts'

/** Account, session and the place in #general are one commit: there is no half a person. */
export async function registerAccount(
  ports: Ports,
  caller: Caller,
  { invite, device, password, ...typed }: InputOf<'account.register'>,
): Promise<Encoded<OutputOf<'account.register'>>> {
  await invitation(ports, invite)
  const identity = checkIdentity(typed)
  checkedPassword(password, identity)
  await refuseIdentity(ports, identity)
  const passwordHash = await hashPassword(ports, password)

  const id = ports.ids.next()
  const session = newSession(ports, { account: id, caller, device })
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () =>
    changeSetOf(
      once,
      await invitation(ports, invite),
      await newAccountWrites(ports, { ...identity, id, role: 'member', passwordHash }),
      session.part,
      await joiningGeneral(ports, id),
    ),
  )
  return signedIn(ports, madeRows(committed), session)
}

/** Whether one may sign up at all; a link that is shown is used up, also where none is needed. */
async function invitation(ports: Ports, invite: string | undefined): Promise<SetPart> {
  const { signup } = ports.settings
  if (signup === 'closed') throw refuse('signup.closed')
  if (invite === undefined && signup === 'invite') throw refuse('signup.invite-needed')
  if (invite === undefined) return { touches: [], expect: [], writes: [] }
  return linkUse(await openLink(ports, invite, 'signup'), ports.clock.now())
}
