import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import { headOf } from '../feeds/heads.ts'
import { collectionFeed } from '../feeds/feed-ids.ts'
import type { Row } from '../feeds/change-set.ts'
import type { Inside } from '../use-case.ts'
import { loadForChange } from './load-document.ts'
import { mergePatch } from './merge-patch.ts'
import {
  contentOf,
  type DocumentAnswer,
  documentAnswer,
  documentChange,
  documentPut,
  repeatedDocument,
} from './write-document.ts'

type Needs = Pick<Inside, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings' | 'quotas'>
type Content = Record<string, unknown>

export const replaceDocument = (ports: Needs, caller: AccountCaller, input: InputOf<'document.replace'>) =>
  rewrite(ports, caller, 'document.replace', input, () => input.data)

/** JSON Merge Patch (RFC 7396) over the content as it stands. */
export const mergeDocument = (ports: Needs, caller: AccountCaller, input: InputOf<'document.merge'>) =>
  rewrite(
    ports,
    caller,
    'document.merge',
    input,
    (document) => mergePatch(contentOf(document), input.patch) as Content,
  )

/** Writes what `next` makes of the content as it stands at that moment, again when others were faster. */
export async function rewrite(
  ports: Needs,
  caller: AccountCaller,
  command: string,
  input: { collection: string; document: string; version?: number; clientId?: string },
  next: (document: Row<'document'>) => Content,
): Promise<DocumentAnswer> {
  const once = onceOf(ports, caller, { command, input })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedDocument(ports, caller, repeat)

  let grown = { rows: 0, bytes: 0 }
  const attempt = async () => {
    const loaded = await loadForChange(ports, caller, input, 'update')
    const { id, columns } = loaded.document
    const put = documentPut(ports, { ...columns, id }, next(loaded.document), ports.clock.now())
    grown = { rows: 0, bytes: put.columns.bytes - columns.bytes }
    return documentChange(once, loaded, put)
  }
  const growth = () => grown
  const expected = async () => attempt().then(growth)
  const write = () => ports.commits.decide(attempt)
  return documentAnswer(
    ports.store.epoch,
    await ports.quotas.within(caller.contract, expected, write, growth),
  )
}

/** Deletes a document; a tombstone with its ids tells followers. */
export async function deleteDocument(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'document.delete'>,
): Promise<OutputOf<'document.delete'>> {
  const once = onceOf(ports, caller, { command: 'document.delete', input })
  const feed = collectionFeed(input.collection)
  if (!(await repeatOf(ports, once))) {
    let gone: Row<'document'> | undefined
    await ports.commits.decide(async () => {
      const loaded = await loadForChange(ports, caller, input, 'delete')
      gone = loaded.document
      const { id } = gone
      const text = JSON.stringify({ id, collection: loaded.collection.id })
      return documentChange(once, loaded, {
        op: 'remove',
        kind: 'document',
        id,
        feed,
        text,
        at: ports.clock.now(),
      })
    })
    if (gone?.columns.madeBy) ports.quotas.freed(gone.columns.madeBy, { rows: 1, bytes: gone.columns.bytes })
  }
  const head = (await ports.store.read.heads([feed])).get(feed)
  return { head: headOf(ports.store.epoch, feed, head) }
}
