import { type DocumentFact, fieldPathPattern, type Json, type JsonObject } from '@hubbub/protocol'

/** A document as filters and sorts see it; the same for a stored row and for one that is about to be told. */
export interface DocumentView {
  id: string
  owner: string | null
  /** Epoch milliseconds. */
  createdAt: number
  updatedAt: number
  data: JsonObject
}

/** What a field path means: a fact the server keeps, or a way through the document's objects. */
export type Target = { fact: DocumentFact } | { path: readonly string[] }

const fieldPath = new RegExp(fieldPathPattern, 'u')

/** The target of a field path from outside; undefined when it is not one. */
export function targetOf(field: unknown): Target | undefined {
  if (typeof field !== 'string' || !fieldPath.test(field) || !field.isWellFormed()) return undefined
  // The pattern lets `$` begin these four only.
  return field.startsWith('$') ? { fact: field as DocumentFact } : { path: field.split('.') }
}

/** What stands at a target; undefined: it is missing. Goes through own properties of objects only, never into lists. */
export function valueAt(document: DocumentView, target: Target): Json | undefined {
  return 'fact' in target ? factOf(document, target.fact) : valueIn(document.data, target.path)
}

function factOf(document: DocumentView, fact: DocumentFact): string | number | undefined {
  switch (fact) {
    case '$id':
      return document.id
    case '$owner':
      return document.owner ?? undefined
    case '$createdAt':
      return document.createdAt
    case '$updatedAt':
      return document.updatedAt
  }
}

function valueIn(data: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = data
  for (const key of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
