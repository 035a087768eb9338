import type { AccountId } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { inOrder } from '../../in-order.ts'
import { inPages } from '../../in-pages.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { accountFacts, type AccountRow, isMadeBy } from '../rows/account-rows.ts'
import { contractOf } from './contract-of.ts'

/** An account as the contract that made it sees it, claimed by its person or not. */
export interface MadeAccount {
  id: AccountId
  name: string
  email: string
}

export function madeAccountOf(row: AccountRow): MadeAccount {
  const { id, displayName, email = '' } = accountFacts(row)
  return { id, name: displayName, email }
}

export async function getMadeAccount(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  { account }: { account: AccountId },
): Promise<MadeAccount> {
  const row = await ports.store.read.row('account', account)
  if (!row || !isMadeBy(row.columns.madeBy, contractOf(caller))) throw refuse('account.not-found')
  return madeAccountOf(row)
}

/** All accounts that the contract made, in the order of their making. */
export async function* listMadeAccounts(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
): AsyncGenerator<MadeAccount[]> {
  for await (const page of inOrder(pagesOf(ports, contractOf(caller)))) {
    yield page.map(({ row }) => madeAccountOf(row))
  }
}

async function* pagesOf({ store }: Pick<Ports, 'store'>, contract: string) {
  for await (const rows of inPages((at) => store.read.rowsMadeBy('account', contract, at))) {
    yield rows.map((row) => ({ id: row.id, order: row.columns.createdAt, row }))
  }
}
