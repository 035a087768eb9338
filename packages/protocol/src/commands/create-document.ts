import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { DocumentData } from '../entities/document.ts'
import { ClientId, CollectionName, Id } from '../ids.ts'
import { DocumentAnswer } from '../shapes.ts'

export const createDocument = defineCommand({
  name: 'document.create',
  http: { method: 'POST', path: '/v1/collections/:collection/documents', status: 201 },
  access: 'account',
  scope: 'documents.write',
  rule: 'As the rule `create` says.',
  summary: 'Makes a document.',
  input: Type.Object(
    {
      collection: CollectionName,
      data: DocumentData,
      id: Type.Optional(Id),
      clientId: Type.Optional(ClientId),
    },
    { additionalProperties: false },
  ),
  output: DocumentAnswer,
  errors: [
    'collection.not-found',
    'access.denied',
    'document.taken',
    'document.too-large',
    'request.invalid',
    'quota.exceeded',
    'idempotency.conflict',
  ],
  since: '0.1',
})
