import type { JsonObject } from '@hubbub/protocol'
import type { Row } from '../feeds/change-set.ts'
import type { DocumentView } from './field.ts'

/** A stored document as filters and sorts see it. */
export function documentView({ id, columns, text }: Row<'document'>): DocumentView {
  const { owner, createdAt, updatedAt } = columns
  const { data } = JSON.parse(text) as { data: JsonObject }
  return { id, owner, createdAt, updatedAt, data }
}
