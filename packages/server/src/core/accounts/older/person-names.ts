import type { AccountId } from '@hubbub/protocol'
import type { Name } from '../../feeds/change-set.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { contractUsername } from '../contract-username.ts'
import { reservationOf } from '../reserved-names.ts'
import { refuseTaken } from '../rows/names.ts'
import type { UsernameKeys } from '../username.ts'

export interface ContractName extends UsernameKeys {
  /** As typed. */
  username: string
}

/** A username of chatrooms (decision 4). What is reserved here is taken there. */
export function checkedContractName(typed: string): ContractName {
  const checked = contractUsername(typed, { extra: '@+' })
  if (!checked.ok) throw refuse('username.invalid', { detail: `The username ${checked.reason}.` })
  if (reservationOf(typed) !== undefined) throw refuse('username.taken')
  const { username, key, skeleton } = checked
  return { username, key, skeleton }
}

/**
 * The names it takes. The contract compares names as they are folded; what looks the same is refused only where a
 * native account has it, whose name must not be worn by somebody else.
 */
export async function namesOfPerson(
  ports: Pick<Ports, 'store'>,
  { key, skeleton }: ContractName,
  contract: string,
  by: AccountId,
): Promise<Name[]> {
  const { read } = ports.store
  const name: Name = { space: 'username', name: key }
  const look: Name = { space: 'skeleton', name: skeleton }
  await refuseTaken(ports, [name], by, 'username.taken')
  const owner = await read.owner(look)
  if (owner === undefined || owner === by) return [name, look]
  const account = await read.row('account', owner)
  if (account?.columns.madeBy !== contract) throw refuse('username.taken')
  return [name]
}
