import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Document } from '../entities/document.ts'
import { Head } from '../entities/feed.ts'
import { DocumentFilter, DocumentSort } from '../entities/filter.ts'
import { CollectionName } from '../ids.ts'
import { pageOf, paging } from '../shapes.ts'

export const queryDocuments = defineCommand({
  name: 'document.query',
  http: { method: 'POST', path: '/v1/collections/:collection/query' },
  access: 'account',
  scope: 'documents.read',
  rule: 'As the rule `read` says; only what it lets one read is found.',
  summary: 'Finds documents by a filter, sorted, in pages.',
  input: Type.Object(
    {
      collection: CollectionName,
      filter: Type.Optional(DocumentFilter),
      sort: Type.Optional(Type.Array(DocumentSort, { maxItems: 3 })),
      ...paging,
    },
    { additionalProperties: false },
  ),
  output: pageOf(Document, { head: Head }),
  errors: ['collection.not-found', 'filter.invalid', 'query.too-slow', 'busy'],
  since: '0.1',
})
