import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { Encoded } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'

export async function getAccount(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  _input: InputOf<'account.get'>,
): Promise<Encoded<OutputOf<'account.get'>>> {
  const account = await ports.store.read.row('account', caller.account)
  if (!account) throw refuse('auth.invalid-token')
  return new Encoded(account.text)
}
