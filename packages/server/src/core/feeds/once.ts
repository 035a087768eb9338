import { refuse } from '../refusal.ts'
import type { AccountCaller } from '../caller.ts'
import type { Ports } from '../ports/ports.ts'
import { isOwnKey, type Once, type Row } from './change-set.ts'

/** How long keys are kept where no row of their own stands for them, and those the server makes itself. */
const keptMs = { withoutRow: 24 * 3600_000, ownKeys: 600_000 }

export interface Repeatable {
  command: string
  /** What must be the same in a repeat, and its `clientId`; never a secret. */
  input: { clientId?: string }
  /** True: the key is kept while the rows it refers to exist. */
  withRow?: boolean
}

/**
 * The idempotency key of a command (docs/reference/rest.md, safe to repeat): scope is account and command. Without a client id
 * the server makes a key of its own, so that a set whose outcome is unknown can be sent again.
 */
export function onceOf(
  ports: Pick<Ports, 'clock' | 'ids' | 'digests'>,
  caller: AccountCaller,
  what: Repeatable,
): Once {
  if (what.input.clientId === undefined) return ownOnce(ports)
  const { clientId, ...content } = what.input
  return {
    // The client's part first: ids that begin with a time then stand side by side in the store's index.
    key: `${clientId} ${caller.account} ${what.command}`,
    digest: ports.digests.digest(JSON.stringify(content, inOrder)),
    expires: what.withRow ? null : ports.clock.now() + keptMs.withoutRow,
  }
}

/** The same content in one wording: REST takes fields from path, query and body, sockets as they come. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** A key for a set that no client named. */
export function ownOnce(ports: Pick<Ports, 'clock' | 'ids'>): Once {
  return { key: `own ${ports.ids.next()}`, digest: '', expires: ports.clock.now() + keptMs.ownKeys }
}

/**
 * The first read of a use case: a known key ends there, before rights, state or preconditions are judged.
 * Answers the rows as they stand now.
 */
export async function repeatOf(ports: Pick<Ports, 'store'>, once: Once): Promise<Row[] | undefined> {
  if (isOwnKey(once.key)) return undefined
  const known = await ports.store.read.once(once.key)
  if (!known) return undefined
  if (known.digest !== once.digest) throw refuse('idempotency.conflict')
  return known.rows
}
