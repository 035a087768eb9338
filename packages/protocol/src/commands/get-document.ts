import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Document } from '../entities/document.ts'
import { CollectionName, Id } from '../ids.ts'

export const getDocument = defineCommand({
  name: 'document.get',
  http: { method: 'GET', path: '/v1/collections/:collection/documents/:document' },
  access: 'account',
  scope: 'documents.read',
  rule: 'As the rule `read` says.',
  summary: 'Gives a document; its version is its ETag.',
  input: Type.Object({ collection: CollectionName, document: Id }, { additionalProperties: false }),
  output: Document,
  errors: ['collection.not-found', 'document.not-found'],
  since: '0.1',
})
