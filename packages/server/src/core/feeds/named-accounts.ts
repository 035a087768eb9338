import type { AccountId } from '@hubbub/protocol'
import type { Row } from './change-set.ts'

/** The accounts that rows show to a reader, whose profiles are put beside them. */
export function accountsNamedBy(rows: readonly Row[]): AccountId[] {
  const accounts = new Set<AccountId>()
  for (const { columns } of rows) {
    if ('author' in columns && typeof columns.author === 'string') accounts.add(columns.author)
    if ('account' in columns && typeof columns.account === 'string') accounts.add(columns.account)
  }
  return [...accounts]
}
