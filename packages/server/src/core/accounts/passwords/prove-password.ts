import { clientKey } from '../../client-key.ts'
import { PasswordsBusy } from '../../ports/passwords.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { foldIdentity } from '../fold.ts'
import type { AccountRow } from '../rows/account-rows.ts'

/** A new password, hashed. Judge it first: a hash costs as much as everything else together. */
export const hashPassword = (ports: Pick<Ports, 'passwords'>, password: string): Promise<string> =>
  unlessBusy(() => ports.passwords.hash(password))

export interface Proof {
  /** Undefined where nobody goes by that name: as slow, as often and as wrong as a wrong password. */
  account: AccountRow | undefined
  /** What they called themselves; counts the guesses where there is no account. */
  identifier: string
  password: string
  address: string
}

/** Whether somebody knows the password. Every answer counts as a guess until it was right. */
export function provePassword(
  ports: Pick<Ports, 'passwords' | 'guesses'>,
  { account, identifier, password, address }: Proof,
): Promise<boolean> {
  const hash = account?.columns.passwordHash ?? undefined
  const whom = account?.id ?? `? ${foldIdentity(identifier)}`
  return ports.guesses.guess(whom, clientKey(address), () =>
    unlessBusy(() => ports.passwords.verify(password, hash)),
  )
}

/** One's own password, asked for again before something that cannot be taken back. */
export async function proveOwnPassword(
  ports: Pick<Ports, 'passwords' | 'guesses'>,
  account: AccountRow,
  { password, address }: Pick<Proof, 'password' | 'address'>,
): Promise<void> {
  const proof = { account, identifier: account.id, password, address }
  if (!(await provePassword(ports, proof))) throw refuse('auth.wrong-credentials')
}

/** Too many hashes at once are a refusal that says when to come back. */
async function unlessBusy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    if (failure instanceof PasswordsBusy) throw refuse('busy', { retryAfter: failure.retryAfterSeconds })
    throw failure
  }
}
