import type { AccountId } from '@hubbub/protocol'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import type { AccountRow } from '../rows/account-rows.ts'

/** Only bots have keys: people sign in. */
export async function loadBot(ports: Pick<Ports, 'store'>, id: AccountId): Promise<AccountRow> {
  const account = await ports.store.read.row('account', id)
  if (account?.columns.role !== 'bot') throw refuse('account.not-found', { detail: 'There is no such bot.' })
  return account
}
