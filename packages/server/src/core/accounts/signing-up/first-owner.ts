import type { AccountId, OutputOf } from '@hubbub/protocol'
import type { Name } from '../../feeds/change-set.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { newLink } from '../links/link-rows.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { joiningGeneral } from './general-room.ts'
import { checkedPassword, checkIdentity } from './identity.ts'
import { newAccountWrites, refuseIdentity } from './new-account.ts'

/**
 * Whoever first holds this name is the first owner. It is claimed in the change set that makes the account and is
 * never given back, so a server is set up once for ever: under fifty calls at once, after a restart, and also when
 * that account is long deleted.
 */
const firstOwner: Name = { space: 'setup', name: 'owner' }

export const isSetUp = async (ports: Pick<Ports, 'store'>): Promise<boolean> =>
  (await ports.store.read.owner(firstOwner)) !== undefined

export const claimOfFirstOwner = (account: AccountId): SetPart => ({
  touches: [],
  expect: [],
  writes: [{ op: 'claim', name: firstOwner, owner: account }],
})

/** There is one set-up link at a time: a newer one takes its place. */
const setupLinkId = '0'.repeat(24)

/** The link that makes the first owner, good for 30 minutes. For who runs the machine. */
export async function createSetupLink(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings'>,
): Promise<OutputOf<'account.invite'>> {
  const once = ownOnce(ports)
  const { link, part } = newLink(ports, { purpose: 'setup', id: setupLinkId })
  await ports.commits.decide(async () => {
    if (await isSetUp(ports)) throw refuse('setup.done')
    return changeSetOf(once, part)
  })
  return link
}

export interface NewAdmin {
  username: string
  displayName?: string | undefined
  email?: string | undefined
  password: string
  /** An owner when nothing is said. */
  role?: 'owner' | 'admin'
}

/** Makes an owner or an admin. For who runs the machine; sets the server up where nobody has. */
export async function createAdmin(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'passwords' | 'settings'>,
  { password, role = 'owner', ...typed }: NewAdmin,
): Promise<{ account: AccountId; username: string }> {
  const identity = checkIdentity(typed, { staff: true })
  checkedPassword(password, identity)
  await refuseIdentity(ports, identity)
  const passwordHash = await hashPassword(ports, password)
  const id = ports.ids.next()
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const isFirst = role === 'owner' && !(await isSetUp(ports))
    return changeSetOf(
      once,
      await newAccountWrites(ports, { ...identity, id, role, passwordHash }),
      ...(isFirst ? [claimOfFirstOwner(id)] : []),
      await joiningGeneral(ports, id),
    )
  })
  return { account: id, username: identity.username }
}
