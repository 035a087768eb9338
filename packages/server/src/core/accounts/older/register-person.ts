import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import { utf8Length } from '../../messages/message-rules.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import type { Inside } from '../../use-case.ts'
import { hashPassword } from '../passwords/prove-password.ts'
import { newAccountWrites } from '../signing-up/new-account.ts'
import { contractOf } from './contract-of.ts'
import { contractDisplayName, contractPassword } from './contract-words.ts'
import { type Person, personOf } from './people.ts'
import { checkedContractName, namesOfPerson } from './person-names.ts'

type Needs = Pick<Inside, 'store' | 'commits' | 'clock' | 'ids' | 'passwords' | 'quotas'>

interface NewPerson {
  username: string
  password: string
  name: string
  about: string
  /** How short a password may be here. */
  shortest: number
}

/** What a row holds beside what was sent. */
const rowBytes = 400

/** Signs somebody up by a contract that has sign-in of its own: the account is theirs from the start. */
export async function registerPerson(ports: Needs, caller: AccountCaller, input: NewPerson): Promise<Person> {
  const contract = contractOf(caller)
  const { username, ...keys } = checkedContractName(input.username)
  const displayName = contractDisplayName(input.name)
  const password = contractPassword(input.password, input.shortest)
  const name = { username, ...keys }
  await namesOfPerson(ports, name, contract, '')
  const most = () => ({ rows: 1, bytes: rowBytes + utf8Length(username) + utf8Length(displayName) })
  return ports.quotas.within(contract, most, async () => {
    const passwordHash = await hashPassword(ports, password)
    const [once, id] = [ownOnce(ports), ports.ids.next()]
    const committed = await ports.commits.decide(async () => {
      const names = await namesOfPerson(ports, name, contract, id)
      const about = input.about === '' ? undefined : input.about
      const shown = { username, displayName, about, names }
      const account = { ...shown, id, role: 'member' as const, passwordHash, madeBy: contract }
      return changeSetOf(once, await newAccountWrites(ports, account))
    })
    return personOf(writtenRow('profile', committed.rows))
  })
}
