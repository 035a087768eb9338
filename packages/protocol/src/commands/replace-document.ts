import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DocumentData } from '../entities/document.ts'
import { ClientId, CollectionName, Id, Version } from '../ids.ts'
import { DocumentAnswer } from '../shapes.ts'

export const replaceDocument = defineCommand({
  name: 'document.replace',
  http: { method: 'PUT', path: '/v1/collections/:collection/documents/:document' },
  access: 'account',
  scope: 'documents.write',
  rule: 'As the rule `update` says.',
  summary: 'Replaces the content of a document; with `version` (or If-Match) only if it still is at it.',
  input: Type.Object(
    {
      collection: CollectionName,
      document: Id,
      data: DocumentData,
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
