import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, rowList } from '../encoded.ts'
import type { Row } from '../feeds/change-set.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { limitOf } from '../rooms/load-room.ts'
import { opens } from './document-rules.ts'

/** Names are their own cursors, wrapped so that clients do not build on it. */
const cursorOf = (name: string): string => Buffer.from(name).toString('base64url')

/** Collections of which the caller may read something. A page may be short; `next` says whether more come. */
export async function listCollections(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  input: InputOf<'collection.list'>,
): Promise<Encoded<OutputOf<'collection.list'>>> {
  const limit = limitOf(input)
  const found = await ports.store.read.collections({ after: nameIn(input.after), limit: limit + 1 })
  const page = found.slice(0, limit)
  const readable: Row<'collection'>[] = []
  for (const collection of page) {
    if ((await opens(ports, caller, collection, 'read')) !== 'none') readable.push(collection)
  }
  const last = page.at(-1)
  return encoded({
    items: rowList(readable),
    next: last && found.length > limit ? cursorOf(last.id) : undefined,
  })
}

function nameIn(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const name = Buffer.from(cursor, 'base64url').toString('latin1')
  if (/^[a-z][a-z0-9_-]{0,39}$/.test(name) && cursorOf(name) === cursor) return name
  throw refuse('request.invalid', {
    errors: [{ pointer: '/after', detail: 'must be the `next` of the page before' }],
  })
}
