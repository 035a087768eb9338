import type { AccountId } from '@hubbub/protocol'
import { type Raw, rowList } from './encoded.ts'
import type { Ports } from './ports/ports.ts'

/** The profiles that rows of a page name, each once, as a list. Who was deleted has none and is left out. */
export async function profilesOf(ports: Pick<Ports, 'store'>, accounts: readonly AccountId[]): Promise<Raw> {
  const unique = [...new Set(accounts)]
  return rowList(unique.length === 0 ? [] : await ports.store.read.rows('profile', unique))
}
