import type { AccountId } from '@hubbub/protocol'
import { isActive } from '../accounts/rows/account-rows.ts'
import { type AccountCaller, type Caller, isGuest } from '../caller.ts'
import type { Edge } from '../ports/door.ts'
import type { Ports } from '../ports/ports.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** An older contract and the account behind it. */
export interface Contract {
  name: string
  bot: AccountId
}

/** What a protected contract says to who shows no key. */
export const keyRequired = (): Refusal => refuse('auth.required', { detail: 'An API key is required' })

/** The contract itself. Whether it may speak for who asks is another question. */
export const botCaller = ({ name, bot }: Contract, edge: Edge): AccountCaller => ({
  account: bot,
  role: 'bot',
  contract: name,
  address: edge.address,
  ...(edge.connection === undefined ? {} : { connection: edge.connection }),
})

/** An API key, or the access token of somebody who is no guest. */
export const isKey = (caller: Caller): caller is AccountCaller =>
  caller.account !== undefined && !isGuest(caller)

/** Who runs the server can turn a contract off by deactivating its bot. */
export async function checkBot(ports: Pick<Ports, 'store'>, { bot }: Contract): Promise<void> {
  if (!isActive(await ports.store.read.row('account', bot))) throw refuse('account.disabled')
}

/** An account that proved itself to the contract, with the role it has now. */
export async function callerOfAccount(
  ports: Pick<Ports, 'store'>,
  contract: string,
  account: AccountId,
  { address, connection }: Edge,
): Promise<AccountCaller> {
  const row = await ports.store.read.row('account', account)
  if (!isActive(row)) throw refuse('auth.invalid-token')
  const role = row.columns.role as AccountCaller['role']
  return { account, role, contract, address, ...(connection === undefined ? {} : { connection }) }
}
