import type { AccountId, Role } from '@hubbub/protocol'
import type { Committed } from '../../feeds/change-set.ts'
import { directoryFeed, userFeed } from '../../feeds/feed-ids.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { isoTime } from '../../time.ts'
import { accountPut, type AccountRows, profilePut } from '../rows/account-rows.ts'
import { emailName, looks, refuseTaken, renaming } from '../rows/names.ts'
import type { Identity } from './identity.ts'

/** An account about to be made, by whatever door: the native one and the contracts' have their own rules before this. */
export interface NewAccount extends Identity {
  id: AccountId
  role: Role
  /** Null: nobody signs in with a password. */
  passwordHash: string | null
  /** The contract that made it; see `unclaimedBy`. */
  madeBy?: string | undefined
  avatar?: string | undefined
  about?: string | undefined
}

/**
 * The rows and names of a new account, for a change set that is being decided. Refuses names that are taken; one that
 * is taken between here and the commit refuses the set, which is then decided again and refused here.
 */
export async function newAccountWrites(
  ports: Pick<Ports, 'store' | 'clock'>,
  account: NewAccount,
): Promise<SetPart> {
  const { id, role, username, displayName, email, avatar, about, passwordHash } = account
  await refuseIdentity(ports, account)
  const madeBy = account.madeBy ?? null
  const { lookalike, names } = await looks(ports, { id, role, username, displayName, madeBy })
  const createdAt = isoTime(ports.clock.now())
  const profile = profilePut({ id, username, displayName, avatar, about, role, lookalike })
  const own = accountPut(
    { id, username, displayName, email, role, status: 'active', createdAt },
    { passwordHash, emailVerified: 0, madeBy },
  )
  const claims = renaming(id, [], [...account.names, ...emailNames(email), ...names])
  return {
    touches: [userFeed(id), directoryFeed],
    expect: [],
    writes: [{ ...own, fresh: true }, { ...profile, fresh: true }, ...claims.writes],
  }
}

/** Refuses names that somebody has; asked before a password is hashed, and again where it counts. */
export async function refuseIdentity(
  ports: Pick<Ports, 'store'>,
  { id, names, email }: Pick<NewAccount, 'names' | 'email'> & { id?: AccountId },
): Promise<void> {
  await refuseTaken(ports, names, id ?? '', 'username.taken')
  await refuseTaken(ports, emailNames(email), id ?? '', 'email.taken')
}

const emailNames = (email: string | undefined) => (email === undefined ? [] : [emailName(email)])

/** The rows that a commit made, of the kinds that make an account. */
export const madeRows = ({ rows }: Committed): AccountRows => ({
  account: writtenRow('account', rows),
  profile: writtenRow('profile', rows),
})
