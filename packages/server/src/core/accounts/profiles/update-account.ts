import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { Encoded } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { proveOwnPassword } from '../passwords/prove-password.ts'
import { accountRows, changedAccount } from '../rows/account-rows.ts'
import { emailName, namesHeld, refuseTaken, renaming } from '../rows/names.ts'
import { checkedEmail } from '../signing-up/identity.ts'

/** One's e-mail address, by which one signs in: the password is asked for again. */
export async function updateAccount(
  ports: Ports,
  caller: AccountCaller,
  input: InputOf<'account.update'>,
): Promise<Encoded<OutputOf<'account.update'>>> {
  const email = input.email === '' ? undefined : checkedEmail(input.email)
  const { account: known } = await accountRows(ports, caller.account)
  await proveOwnPassword(ports, known, { password: input.password, address: caller.address })
  const names = email === undefined ? [] : [emailName(email)]
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const { account } = await accountRows(ports, caller.account)
    await refuseTaken(ports, names, account.id, 'email.taken')
    const before = (await namesHeld(ports, account)).filter(({ space }) => space === 'email')
    return changeSetOf(
      once,
      {
        touches: [account.feed],
        expect: [unchanged(account)],
        writes: [changedAccount(account, { email }, { emailVerified: 0 })],
      },
      renaming(account.id, before, names),
    )
  })
  return new Encoded(writtenRow('account', committed.rows).text)
}
