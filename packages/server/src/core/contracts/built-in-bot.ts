import type { AccountId } from '@hubbub/protocol'
import { serverFeed } from '../feeds/feed-ids.ts'
import { ownOnce } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { absent, unchanged } from '../rooms/load-room.ts'
import { changeSetOf } from '../rooms/set-part.ts'
import { settled } from '../feeds/commits.ts'
import { usernameNames } from '../accounts/rows/names.ts'
import { newAccountWrites } from '../accounts/signing-up/new-account.ts'
import { usernameKeys } from '../accounts/username.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

const factId = (contract: string): string => `contract.${contract}`

/**
 * The account behind an older contract: a bot of its name, which is reserved, so nobody else has it. Made at the first
 * start, and anew where it was deleted; one that was deactivated stays so, and with it the contract.
 */
export async function ensureBot(ports: Needs, contract: string): Promise<AccountId> {
  const { read } = ports.store
  const once = ownOnce(ports)
  let bot = ''
  await ports.commits.decide(async () => {
    const fact = await read.row('fact', factId(contract))
    const known = fact && (JSON.parse(fact.text) as { account: AccountId }).account
    if (known !== undefined && (await read.row('account', known))) {
      bot = known
      return settled(known)
    }
    bot = ports.ids.next()
    const id = factId(contract)
    const text = JSON.stringify({ id, account: bot })
    return changeSetOf(once, await newBotWrites(ports, contract, bot), {
      touches: [serverFeed],
      expect: [fact ? unchanged(fact) : absent('fact', id, serverFeed)],
      writes: [{ op: 'put', kind: 'fact', id, feed: serverFeed, columns: {}, text }],
    })
  })
  return bot
}

/** Its name is given here and typed by nobody, so the rules of reserved names do not hold. It is native: the contract lists it not. */
function newBotWrites(ports: Needs, contract: string, id: AccountId) {
  return newAccountWrites(ports, {
    id,
    role: 'bot',
    username: contract,
    displayName: contract,
    names: usernameNames(usernameKeys(contract)),
    passwordHash: null,
  })
}
