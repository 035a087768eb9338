import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'

export async function revokeKey(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
  _caller: AccountCaller,
  input: InputOf<'key.revoke'>,
): Promise<OutputOf<'key.revoke'>> {
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const key = await ports.store.read.row('key', input.key)
    if (key?.columns.account !== input.bot) throw refuse('key.not-found')
    const { id, feed } = key
    const at = ports.clock.now()
    return {
      once,
      touches: [feed],
      expect: [unchanged(key)],
      writes: [{ op: 'remove', kind: 'key', id, feed, text: JSON.stringify({ id }), at }],
    }
  })
  return {}
}
