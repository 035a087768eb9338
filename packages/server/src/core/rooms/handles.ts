import type { Name, Write } from '../feeds/change-set.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'

/** A room's unique name in addresses. */
const handleName = (handle: string): Name => ({ space: 'handle', name: handle })

export const handleClaims = (room: string, handle: string | undefined): Write[] =>
  handle ? [{ op: 'claim', name: handleName(handle), owner: room }] : []

export const handleReleases = (handle: string | undefined): Write[] =>
  handle ? [{ op: 'release', name: handleName(handle) }] : []

export async function checkHandleFree(
  { store }: Pick<Ports, 'store'>,
  handle: string | undefined,
): Promise<void> {
  if (handle && (await store.read.owner(handleName(handle))) !== undefined) throw refuse('room.handle-taken')
}
