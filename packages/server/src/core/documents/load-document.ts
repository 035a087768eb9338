import type { AccountCaller } from '../caller.ts'
import type { Row } from '../feeds/change-set.ts'
import { utf8Length } from '../messages/message-rules.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import type { ContentBounds } from '../settings.ts'
import { isOpen, type Opens, opens } from './document-rules.ts'

type Needs = Pick<Ports, 'store'>

/** A collection of which the caller may read something; for others it does not exist. */
export async function loadCollection(
  ports: Needs,
  caller: AccountCaller,
  name: string,
): Promise<{ collection: Row<'collection'>; readable: Opens }> {
  const collection = await ports.store.read.row('collection', name)
  const readable = collection ? await opens(ports, caller, collection, 'read') : 'none'
  if (!collection || (readable === 'none' && !(await mayDoAnything(ports, caller, collection)))) {
    throw refuse('collection.not-found')
  }
  return { collection, readable }
}

/** Who may only put documents in (a form, a log) knows the collection too. */
async function mayDoAnything(
  ports: Needs,
  caller: AccountCaller,
  collection: Row<'collection'>,
): Promise<boolean> {
  for (const action of ['create', 'update', 'delete'] as const) {
    if ((await opens(ports, caller, collection, action)) !== 'none') return true
  }
  return false
}

/** A document the caller may read; others look as if there were none. */
export async function loadDocument(
  ports: Needs,
  caller: AccountCaller,
  input: { collection: string; document: string },
): Promise<{ collection: Row<'collection'>; document: Row<'document'> }> {
  const { collection, readable } = await loadCollection(ports, caller, input.collection)
  const document = await ports.store.read.row('document', input.document)
  if (document?.columns.collection !== collection.id || !isOpen(readable, caller, document)) {
    throw refuse('document.not-found')
  }
  return { collection, document }
}

/** A document the caller may change now: unknown when they may not see it, denied when they may only read it. */
export async function loadForChange(
  ports: Needs,
  caller: AccountCaller,
  input: { collection: string; document: string; version?: number },
  action: 'update' | 'delete',
): Promise<{ collection: Row<'collection'>; document: Row<'document'> }> {
  const { collection, document } = await loadDocument(ports, caller, input)
  const which = await opens(ports, caller, collection, action)
  if (!isOpen(which, caller, document))
    throw refuse(which === 'made' ? 'document.not-found' : 'access.denied')
  if (input.version !== undefined && input.version !== document.version) {
    throw refuse('document.changed', { detail: `It is at version ${document.version} now.` })
  }
  return { collection, document }
}

/** The bytes of a document's content; refused above 64 KB, or what the operator chose below it. */
export function contentBytes(data: unknown, { documentBytes }: ContentBounds): number {
  const bytes = utf8Length(JSON.stringify(data))
  if (bytes > documentBytes) {
    throw refuse('document.too-large', { detail: `A document holds ${documentBytes} bytes at most.` })
  }
  return bytes
}
