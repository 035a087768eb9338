import { type Static, Type } from 'typebox'
import { CollectionName, Id, Time } from '../ids.ts'
import { rowOf, tombstoneOf } from './row.ts'

/** Who may do one thing with the documents of a collection. */
export const Rule = Type.Union(
  [
    Type.Literal('nobody'),
    Type.Literal('owner'),
    Type.Literal('anyone'),
    Type.Object({ membersOf: Id }, { additionalProperties: false }),
    Type.Object(
      { role: Type.Union([Type.Literal('owner'), Type.Literal('admin'), Type.Literal('member')]) },
      { additionalProperties: false },
    ),
  ],
  {
    description:
      'nobody; owner: who made the document; anyone: any account; the members of a room; accounts of a role and those above it',
  },
)
export type Rule = Static<typeof Rule>

export const Rules = Type.Object(
  { read: Rule, create: Rule, update: Rule, delete: Rule },
  {
    additionalProperties: false,
    description: 'who may what; admins and keys with documents.write always may',
  },
)
export type Rules = Static<typeof Rules>

/** A named set of documents. Feed: `collection:<name>`. */
export const Collection = rowOf(
  'collection',
  { id: CollectionName, rules: Rules, createdAt: Time },
  'a named set of documents',
)
export type Collection = Static<typeof Collection>
export const CollectionTombstone = tombstoneOf('collection', { id: CollectionName })

/** The free-form content of a document: a JSON object, 64 KB at most. */
export const DocumentData = Type.Record(Type.String(), Type.Unknown(), {
  description: 'a JSON object, 64 KB at most',
})

/** A free-form JSON document. Its `version` is its ETag. Feed: `collection:<name>`. */
export const Document = rowOf(
  'document',
  {
    id: Id,
    collection: CollectionName,
    owner: Type.Optional(Id),
    createdAt: Time,
    updatedAt: Time,
    data: DocumentData,
  },
  'a free-form JSON document',
)
export type Document = Static<typeof Document>
export const DocumentTombstone = tombstoneOf('document', { id: Id, collection: CollectionName })

/** What a repeat tells of a document to who may no longer see it. */
export const HiddenDocument = Type.Object({
  kind: Type.Literal('document'),
  hidden: Type.Literal(true),
  id: Id,
  collection: CollectionName,
})
