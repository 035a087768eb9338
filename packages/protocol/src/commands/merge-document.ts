import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DocumentData } from '../entities/document.ts'
import { ClientId, CollectionName, Id, Version } from '../ids.ts'
import { DocumentAnswer } from '../shapes.ts'

export const mergeDocument = defineCommand({
  name: 'document.merge',
  http: { method: 'PATCH', path: '/v1/collections/:collection/documents/:document' },
  access: 'account',
  scope: 'documents.write',
  rule: 'As the rule `update` says.',
  summary: 'Merges a patch into a document (RFC 7396): null takes a field away.',
  input: Type.Object(
    {
      collection: CollectionName,
      document: Id,
      patch: DocumentData,
      version: Type.Optional(Version),
      clientId: Type.Optional(ClientId),
    },
    { additionalProperties: false },
  ),
  output: DocumentAnswer,
  errors: [
    'collection.not-found',
    'document.not-found',
    'document.changed',
    'document.too-large',
    'access.denied',
    'request.invalid',
    'quota.exceeded',
    'idempotency.conflict',
    'conflict',
  ],
  since: '0.1',
})
