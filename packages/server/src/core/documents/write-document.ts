import type { OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, row } from '../encoded.ts'
import type { ChangeSet, Committed, FeedHead, Once, Put, Row } from '../feeds/change-set.ts'
import { collectionFeed } from '../feeds/feed-ids.ts'
import { headOf } from '../feeds/heads.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { unchanged } from '../rooms/load-room.ts'
import { isoTime } from '../time.ts'
import { isOpen, opens } from './document-rules.ts'
import { contentBytes } from './load-document.ts'

export type DocumentAnswer = Encoded<OutputOf<'document.create'>>

type Content = Record<string, unknown>

/** The row of a document: new, or the earlier one with other content. */
export function documentPut(
  { settings }: Pick<Ports, 'settings'>,
  facts: Omit<Row<'document'>['columns'], 'bytes' | 'updatedAt'> & { id: string },
  data: Content,
  now: number,
): Put<'document'> {
  const { id, ...columns } = facts
  const { collection, owner, createdAt } = columns
  return {
    op: 'put',
    kind: 'document',
    id,
    feed: collectionFeed(collection),
    columns: { ...columns, updatedAt: now, bytes: contentBytes(data, settings.content) },
    text: JSON.stringify({
      id,
      collection,
      owner: owner ?? undefined,
      createdAt: isoTime(createdAt),
      updatedAt: isoTime(now),
      data,
    }),
  }
}

/** A change of a document that nobody else changed meanwhile, in a collection whose rules are as they were read. */
export function documentChange(
  once: Once,
  { collection, document }: { collection: Row<'collection'>; document: Row<'document'> },
  write: ChangeSet['writes'][number],
): ChangeSet {
  return {
    once: { ...once, refs: [{ kind: 'document', id: document.id }] },
    touches: [collection.feed],
    expect: [unchanged(collection), unchanged(document)],
    writes: [write],
  }
}

/** The free-form content of a stored document. */
export const contentOf = (document: Row<'document'>): Content =>
  (JSON.parse(document.text) as { data: Content }).data

export function documentAnswer(epoch: string, committed: Committed): DocumentAnswer {
  const document = committed.rows.find(({ kind }) => kind === 'document')
  if (!document) throw new Error('the outcome has no document')
  return answerOf(epoch, document, committed.heads[document.feed])
}

/** A repeat is answered from the row as it stands; who may no longer see it gets its ids only. */
export async function repeatedDocument(
  ports: Pick<Ports, 'store'>,
  caller: AccountCaller,
  rows: readonly Row[],
): Promise<DocumentAnswer> {
  const document = rows.find((one): one is Row<'document'> => one.kind === 'document')
  if (!document) throw refuse('document.not-found')
  const { read, epoch } = ports.store
  const collection = await read.row('collection', document.columns.collection)
  const visible = collection && isOpen(await opens(ports, caller, collection, 'read'), caller, document)
  if (visible) return answerOf(epoch, document, (await read.heads([document.feed])).get(document.feed))
  const hidden = { kind: 'document', hidden: true, id: document.id, collection: document.columns.collection }
  return encoded({ document: hidden, head: headOf(epoch, document.feed, undefined) })
}

function answerOf(epoch: string, document: Row, head: FeedHead | undefined): DocumentAnswer {
  return encoded({ document: row(document), head: headOf(epoch, document.feed, head) })
}
