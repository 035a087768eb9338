import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { type LinkRow, linkUse, openLink } from '../links/link-rows.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { newSession, signedIn } from '../sessions/session-rows.ts'
import { claimOfFirstOwner, isSetUp } from './first-owner.ts'
import { joiningGeneral } from './general-room.ts'
import { checkedPassword, checkIdentity } from './identity.ts'
import { madeRows, newAccountWrites, refuseIdentity } from './new-account.ts'

/** Makes the first owner: never "the first visitor", always who holds the link. */
export async function completeSetup(
  ports: Ports,
  caller: Caller,
  { token, device, password, ...typed }: InputOf<'setup.complete'>,
): Promise<Encoded<OutputOf<'setup.complete'>>> {
  await setupLink(ports, token)
  const identity = checkIdentity(typed, { staff: true })
  checkedPassword(password, identity)
  await refuseIdentity(ports, identity)
  const passwordHash = await hashPassword(ports, password)

  const id = ports.ids.next()
  const session = newSession(ports, { account: id, caller, device })
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const link = await setupLink(ports, token)
    return changeSetOf(
      once,
      await newAccountWrites(ports, { ...identity, id, role: 'owner', passwordHash }),
      claimOfFirstOwner(id),
      linkUse(link, ports.clock.now()),
      session.part,
      await joiningGeneral(ports, id),
    )
  })
  return signedIn(ports, madeRows(committed), session)
}

async function setupLink(ports: Ports, token: string): Promise<LinkRow> {
  if (await isSetUp(ports)) throw refuse('setup.done')
  return openLink(ports, token, 'setup')
}
