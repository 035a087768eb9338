import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { changeSetOf } from '../../rooms/set-part.ts'
import { linkUse } from './link-rows.ts'

export async function revokeInvite(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  _caller: AccountCaller,
  input: InputOf<'invite.revoke'>,
): Promise<OutputOf<'invite.revoke'>> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const link = await ports.store.read.row('link', input.invite)
    if (link?.columns.purpose !== 'signup') throw refuse('link.invalid')
    return changeSetOf(once, linkUse(link, ports.clock.now()))
  })
  return {}
}
