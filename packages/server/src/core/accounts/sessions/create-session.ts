import type { InputOf, OutputOf } from '@hubbub/protocol'
import { both } from '../../both.ts'
import type { Caller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import { rowOfKind } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { hashPassword, provePassword } from '../passwords/prove-password.ts'
import { type AccountRow, type AccountRows, changedAccount, isActive } from '../rows/account-rows.ts'
import { accountNamed } from '../rows/names.ts'
import { newSession, overdueSessions, signedIn } from './session-rows.ts'

/**
 * Signs in. An unknown name, a guest's, a bot's and a wrong password are one refusal that costs the same; only who
 * knows the password learns that an account is deactivated.
 */
export async function createSession(
  ports: Ports,
  caller: Caller,
  { identifier, password, device }: InputOf<'session.create'>,
): Promise<Encoded<OutputOf<'session.create'>>> {
  const known = await accountNamed(ports, identifier)
  const proof = { account: known, identifier, password, address: caller.address }
  if (!(await provePassword(ports, proof)) || !known) throw refuse('auth.wrong-credentials')
  if (!isActive(known)) throw refuse('account.disabled')

  const session = newSession(ports, { account: known.id, caller, device })
  const proved = known.columns.passwordHash ?? ''
  const rehashed = ports.passwords.needsRehash(proved) ? await hashPassword(ports, password) : undefined
  const once = ownOnce(ports)
  const loaded: { rows?: AccountRows } = {}
  const committed = await ports.commits.decide(async () => {
    const rows = await provedRows(ports, known, password)
    loaded.rows = rows
    const isStill = rows.account.columns.passwordHash === proved
    return changeSetOf(
      once,
      session.part,
      hashing(rows.account, isStill ? rehashed : undefined),
      await overdueSessions(ports, known.id),
    )
  })
  if (!loaded.rows) throw new Error('a session was made for nobody')
  const account = rowOfKind('account', committed.rows) ?? loaded.rows.account
  return signedIn(ports, { ...loaded.rows, account }, session)
}

/** The account as it is now. Where its password changed since it was proved, it is proved again. */
async function provedRows(ports: Ports, known: AccountRow, password: string): Promise<AccountRows> {
  const { read } = ports.store
  const [account, profile] = await both(read.row('account', known.id), read.row('profile', known.id))
  if (!account || !profile) throw refuse('auth.wrong-credentials')
  const { passwordHash } = account.columns
  const isProved =
    passwordHash === known.columns.passwordHash ||
    (await ports.passwords.verify(password, passwordHash ?? undefined))
  if (!isProved) throw refuse('auth.wrong-credentials')
  if (!isActive(account)) throw refuse('account.disabled')
  return { account, profile }
}

/** The account must still be as it was read: nobody signs in with a password that was just changed. */
function hashing(account: AccountRow, passwordHash: string | undefined): SetPart {
  return {
    touches: [account.feed],
    expect: [unchanged(account)],
    writes: passwordHash === undefined ? [] : [changedAccount(account, {}, { passwordHash })],
  }
}
