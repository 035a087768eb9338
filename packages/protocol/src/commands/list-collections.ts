import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Collection } from '../entities/document.ts'
import { pageOf, paging } from '../shapes.ts'

export const listCollections = defineCommand({
  name: 'collection.list',
  http: { method: 'GET', path: '/v1/collections' },
  access: 'account',
  scope: 'documents.read',
  rule: 'Anyone signed in; those one may read something of.',
  summary: 'Lists collections.',
  input: Type.Object({ ...paging }, { additionalProperties: false }),
  output: pageOf(Collection),
  errors: [],
  since: '0.1',
})
