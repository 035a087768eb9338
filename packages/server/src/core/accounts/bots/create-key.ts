import type { AccountId, ApiKey, InputOf, OutputOf, Scope } from '@hubbub/protocol'
import { type AccountCaller, isAdmin } from '../../caller.ts'
import { encoded, type Encoded, row } from '../../encoded.ts'
import { ownOnce } from '../../feeds/once.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'
import { isoTime } from '../../time.ts'
import type { AccountRow } from '../rows/account-rows.ts'
import { accountNamed } from '../rows/names.ts'
import { apiKeyOf } from '../secrets.ts'
import { checkIdentity } from '../signing-up/identity.ts'
import { makeBot } from './create-bot.ts'
import { loadBot } from './load-bot.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests'>
type Answer = Encoded<OutputOf<'key.create'>>

/** More than anybody rotates through. */
const keysPerBot = 100

export async function createKey(
  ports: Needs,
  caller: AccountCaller,
  { bot, name, scopes }: InputOf<'key.create'>,
): Promise<Answer> {
  if (!mayGrant(caller, scopes))
    throw refuse('access.denied', { detail: 'A key may not do more than who makes it.' })
  return makeKey(ports, { bot, name, scopes, createdBy: caller.account })
}

/** Nobody hands out what they do not hold themselves. */
export function mayGrant(caller: AccountCaller, scopes: readonly Scope[]): boolean {
  if (isAdmin(caller)) return true
  return scopes.every((scope) => scope !== 'admin' && caller.scopes?.includes(scope) === true)
}

export interface KeyWish {
  /** The bot's username; a bot that is not there yet is made. */
  bot: string
  name: string
  scopes: readonly Scope[]
}

/** For who runs the machine. */
export async function createBotKey(ports: Needs, { bot, name, scopes }: KeyWish): Promise<Answer> {
  const known = await accountNamed(ports, bot)
  if (known) return makeKey(ports, { bot: known.id, name, scopes })
  const { rows } = await makeBot(ports, checkIdentity({ username: bot }, { staff: true }))
  return makeKey(ports, { bot: writtenRow('account', rows).id, name, scopes })
}

interface NewKey {
  bot: AccountId
  name: string
  scopes: readonly Scope[]
  createdBy?: AccountId
}

async function makeKey(ports: Needs, { bot: id, ...wish }: NewKey): Promise<Answer> {
  const secret = ports.ids.secret()
  const once = ownOnce(ports)
  const committed = await ports.commits.decide(async () => {
    const bot = await loadBot(ports, id)
    if ((await ports.store.read.countInFeed('key', bot.feed)) >= keysPerBot)
      throw refuse('quota.exceeded', { detail: `A bot has ${keysPerBot} keys at most.` })
    return changeSetOf(once, keyWrites(ports, bot, { ...wish, secretHash: ports.digests.digest(secret) }))
  })
  const key = writtenRow('key', committed.rows)
  return encoded({ key: row(key), secret: apiKeyOf({ id: key.id, secret }) })
}

function keyWrites(
  ports: Pick<Ports, 'ids' | 'clock'>,
  bot: AccountRow,
  { name, scopes, createdBy, secretHash }: Omit<NewKey, 'bot'> & { secretHash: string },
): SetPart {
  const id = ports.ids.next()
  const facts: Omit<ApiKey, 'kind' | 'version' | 'born'> = {
    id,
    account: bot.id,
    name,
    scopes: [...scopes],
    createdAt: isoTime(ports.clock.now()),
    createdBy,
  }
  return {
    touches: [bot.feed],
    expect: [unchanged(bot), { count: 'key', feed: bot.feed, fewerThan: keysPerBot }],
    writes: [
      {
        op: 'put',
        kind: 'key',
        id,
        feed: bot.feed,
        columns: { account: bot.id, secretHash, scopes: scopes.join(' ') },
        text: JSON.stringify(facts),
        fresh: true,
      },
    ],
  }
}
