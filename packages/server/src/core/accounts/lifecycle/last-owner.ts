import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { type AccountRow, isActive } from '../rows/account-rows.ts'

/**
 * An owner goes only while another one is there to see it: the change set expects that witness unchanged. Whatever the
 * order of commits, the witness of the last one to go still stands, so two owners cannot remove each other at once.
 */
export async function witnessOfOwnership(ports: Pick<Ports, 'store'>, leaving: AccountRow): Promise<SetPart> {
  if (leaving.columns.role !== 'owner' || !isActive(leaving)) return { touches: [], expect: [], writes: [] }
  const owners = await ports.store.read.accountsWithRole('owner')
  const witness = owners.find((owner) => owner.id !== leaving.id && isActive(owner))
  if (!witness) throw refuse('account.last-owner')
  return { touches: [witness.feed], expect: [unchanged(witness)], writes: [] }
}
