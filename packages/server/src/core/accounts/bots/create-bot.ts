import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import type { Encoded } from '../../encoded.ts'
import type { Committed } from '../../feeds/change-set.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { profileAnswer } from '../profiles/profile-answer.ts'
import { checkIdentity, type Identity } from '../signing-up/identity.ts'
import { newAccountWrites } from '../signing-up/new-account.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

export async function createBot(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'bot.create'>,
): Promise<Encoded<OutputOf<'bot.create'>>> {
  return profileAnswer(await makeBot(ports, checkIdentity(input, { staff: caller.role === 'owner' })))
}

/** An account that nobody signs in to: it acts by its keys. */
export function makeBot(ports: Needs, identity: Identity): Promise<Committed> {
  const bot = { ...identity, id: ports.ids.next(), role: 'bot', passwordHash: null } as const
  const once = ownOnce(ports)
  return ports.commits.decide(async () => changeSetOf(once, await newAccountWrites(ports, bot)))
}
