import type { AccountId } from '@hubbub/protocol'
import { type AccountCaller, isAdmin } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { type AccountRow, type AccountRows, accountRows } from '../rows/account-rows.ts'

/** Owners act on everybody; admins, and keys with the scope `admin`, on members, guests and bots. */
export function mayActOn(caller: AccountCaller, { columns: { role } }: AccountRow): boolean {
  if (caller.role === 'owner') return true
  return isAdmin(caller) && role !== 'owner' && role !== 'admin'
}

export function refuseActing(caller: AccountCaller, target: AccountRow): void {
  if (!mayActOn(caller, target))
    throw refuse('access.denied', { detail: 'Only an owner may do this to owners and admins.' })
}

/** The rows of an account that the caller may act on. */
export async function rowsToActOn(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  id: AccountId,
): Promise<AccountRows> {
  const rows = await accountRows(ports, id)
  refuseActing(caller, rows.account)
  return rows
}
