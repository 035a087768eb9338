import type { InputOf, OutputOf } from '@hubbub/protocol'
import { type AccountCaller, isGuest } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import type { ChangeSet, Once } from '../../feeds/change-set.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import {
  type AccountRows,
  accountRows,
  changedAccount,
  changedProfile,
  profileFacts,
} from '../rows/account-rows.ts'
import { looks, namesHeld, refuseTaken, renaming, usernameNames } from '../rows/names.ts'
import { checkedDisplayName, checkedUsername } from '../signing-up/identity.ts'
import type { Username } from '../username.ts'
import { changedProfileAnswer } from './profile-answer.ts'

export async function updateProfile(
  ports: Ports,
  caller: AccountCaller,
  input: InputOf<'profile.update'>,
): Promise<Encoded<OutputOf<'profile.update'>>> {
  const changes = checkedChanges(caller, input)
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () =>
    renamed(ports, once, await accountRows(ports, caller.account), changes),
  )
  return changedProfileAnswer(ports, committed)
}

interface Changes {
  username: Username | undefined
  displayName: string | undefined
  /** Empty: no picture any more. */
  avatar: string | undefined
}

function checkedChanges(caller: AccountCaller, input: InputOf<'profile.update'>): Changes {
  if (input.username !== undefined && isGuest(caller))
    throw refuse('access.denied', { detail: 'A guest has no username of their own.' })
  const staff = caller.role === 'owner'
  return {
    username: input.username === undefined ? undefined : checkedUsername(input.username, { staff }),
    displayName: input.displayName === undefined ? undefined : checkedDisplayName(input.displayName),
    avatar: input.avatar,
  }
}

/** The new names are taken and the old ones given back in the commit that shows them. */
async function renamed(
  ports: Pick<Ports, 'store'>,
  once: Once,
  { account, profile }: AccountRows,
  changes: Changes,
): Promise<ChangeSet> {
  const before = profileFacts(profile)
  const shown = {
    username: changes.username?.username ?? before.username,
    displayName: changes.displayName ?? before.displayName,
  }
  const avatar = (changes.avatar ?? before.avatar) || undefined
  const held = await namesHeld(ports, account)
  const kept = held.filter(
    ({ space }) => space === 'email' || (!changes.username && space !== 'display-name'),
  )
  const usernames = changes.username ? usernameNames(changes.username) : []
  await refuseTaken(ports, usernames, account.id, 'username.taken')
  const { madeBy } = account.columns
  const { lookalike, names } = await looks(ports, { id: account.id, role: before.role, madeBy, ...shown })
  return changeSetOf(
    once,
    {
      touches: [account.feed, profile.feed],
      expect: [unchanged(account), unchanged(profile)],
      writes: [changedAccount(account, shown), changedProfile(profile, { ...shown, avatar, lookalike })],
    },
    renaming(account.id, held, [...kept, ...usernames, ...names]),
  )
}
