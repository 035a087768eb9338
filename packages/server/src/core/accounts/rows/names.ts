import type { AccountId, ErrorCode, Role } from '@hubbub/protocol'
import { type Claim, type Name, nameText, type Release } from '../../feeds/change-set.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { displayNameKey } from '../display-name.ts'
import { emailKey } from '../email.ts'
import { type UsernameKeys, usernameKeys } from '../username.ts'
import { accountFacts, type AccountRow, isUnclaimed } from './account-rows.ts'

type Reading = Pick<Ports, 'store'>

/** The unique names of an account are claimed and released in the change sets that write its rows, never apart. */
export const usernameNames = ({ key, skeleton }: UsernameKeys): Name[] => [
  { space: 'username', name: key },
  { space: 'skeleton', name: skeleton },
]

export const emailName = (email: string): Name => ({ space: 'email', name: emailKey(email) })

/** As contract usernames are folded: runs of spaces are one. Native ones have none. */
const keysOf = (username: string): UsernameKeys => usernameKeys(username.replace(/ +/g, ' '))

/** What a person is read as. Not unique: the first who has it keeps it, others are marked. */
const looksOf = ({ username, displayName }: Shown): Name[] =>
  [...new Set([displayNameKey(username), displayNameKey(displayName)])].map((name) => ({
    space: 'display-name',
    name,
  }))

interface Shown {
  username: string
  displayName: string
}

/** Refuses a name that somebody else has. */
export async function refuseTaken(
  ports: Reading,
  names: readonly Name[],
  by: AccountId,
  code: ErrorCode,
): Promise<void> {
  const owners = await Promise.all(names.map((name) => ports.store.read.owner(name)))
  if (owners.some((owner) => owner !== undefined && owner !== by)) throw refuse(code)
}

interface Looking extends Shown {
  id: AccountId
  role: Role
  madeBy: string | null
}

/**
 * Whether a display name reads like an older account's name, and which looks this account takes itself. Guests and
 * accounts that nobody has claimed take none: they must not make a member who comes later look like a copy.
 */
export async function looks(
  ports: Reading,
  { id, role, madeBy, ...shown }: Looking,
): Promise<{ lookalike: true | undefined; names: Name[] }> {
  const names = looksOf(shown)
  const owners = await Promise.all(names.map((name) => ports.store.read.owner(name)))
  const isMine = (owner: string | undefined) => owner === undefined || owner === id
  const shownKey = displayNameKey(shown.displayName)
  const lookalike = names.some(({ name }, place) => name === shownKey && !isMine(owners[place])) || undefined
  const takesNone = role === 'guest' || isUnclaimed(madeBy)
  return { lookalike, names: takesNone ? [] : names.filter((_, place) => isMine(owners[place])) }
}

/**
 * The names an account has. Worked out from what it shows and then asked of the store, so that nobody's name is
 * released for another, even where the rules of folding have changed since it was claimed.
 */
export async function namesHeld(ports: Reading, account: AccountRow): Promise<Name[]> {
  const { id, username, displayName, email } = accountFacts(account)
  const names = [
    ...usernameNames(keysOf(username)),
    { space: 'contract-username', name: keysOf(username).key } as const,
    ...(email === undefined ? [] : [emailName(email)]),
    ...looksOf({ username, displayName }),
  ]
  const owners = await Promise.all(names.map((name) => ports.store.read.owner(name)))
  return names.filter((_, place) => owners[place] === id)
}

/** Takes the names of `after`, gives back those of `before` that are not among them. */
export function renaming(owner: AccountId, before: readonly Name[], after: readonly Name[]): SetPart {
  const kept = new Set(after.map(nameText))
  const released = before.filter((name) => !kept.has(nameText(name)))
  return {
    touches: [],
    expect: released.map((name) => ({ name, owner })),
    writes: [
      ...released.map((name): Release => ({ op: 'release', name })),
      ...after.map((name): Claim => ({ op: 'claim', name, owner })),
    ],
  }
}

/**
 * Who signs in by this: an e-mail address where there is an @, else a username. One account or none: an identifier
 * never means a second one when the first one's password is wrong.
 */
export async function accountNamed(ports: Reading, identifier: string): Promise<AccountRow | undefined> {
  const { read } = ports.store
  const { key } = keysOf(identifier)
  const spaces: Name[] = [
    ...(identifier.includes('@') ? [emailName(identifier)] : []),
    { space: 'username', name: key },
    { space: 'contract-username', name: key },
  ]
  for (const name of spaces) {
    const id = await read.owner(name)
    if (id !== undefined) return read.row('account', id)
  }
  return undefined
}
