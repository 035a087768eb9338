import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Head } from '../entities/feed.ts'
import { ClientId, CollectionName, Id, Version } from '../ids.ts'

export const deleteDocument = defineCommand({
  name: 'document.delete',
  http: { method: 'DELETE', path: '/v1/collections/:collection/documents/:document' },
  access: 'account',
  scope: 'documents.write',
  rule: 'As the rule `delete` says.',
  summary: 'Deletes a document; with `version` (or If-Match) only if it still is at it.',
  input: Type.Object(
    {
      collection: CollectionName,
      document: Id,
      version: Type.Optional(Version),
      clientId: Type.Optional(ClientId),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ head: Head }),
  errors: [
    'collection.not-found',
    'document.not-found',
    'document.changed',
    'access.denied',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
