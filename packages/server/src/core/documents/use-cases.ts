import type { UseCases } from '../use-case.ts'
import { deleteDocument, mergeDocument, replaceDocument } from './change-document.ts'
import { createCollection, getCollection, updateCollection } from './collections.ts'
import { createDocument } from './create-document.ts'
import { deleteCollection } from './delete-collection.ts'
import { listCollections } from './list-collections.ts'
import { getDocument, queryDocuments } from './read-documents.ts'

export const documentUseCases = {
  'collection.create': createCollection,
  'collection.update': updateCollection,
  'collection.get': getCollection,
  'collection.list': listCollections,
  'collection.delete': deleteCollection,
  'document.create': createDocument,
  'document.get': getDocument,
  'document.replace': replaceDocument,
  'document.merge': mergeDocument,
  'document.delete': deleteDocument,
  'document.query': queryDocuments,
} satisfies Partial<UseCases>
