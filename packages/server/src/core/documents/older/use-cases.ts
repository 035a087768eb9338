import type { JsonObject } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { rewrite } from '../change-document.ts'
import { contentOf } from '../write-document.ts'

type Needs = Parameters<typeof rewrite>[0]

interface Setting {
  collection: string
  document: string
  fields: JsonObject
}

/** Sets these fields and leaves the others. Null is a value here, so it is no merge patch. */
const setFields = (ports: Needs, caller: AccountCaller, input: Setting) =>
  rewrite(ports, caller, 'document.set', input, (document) => ({ ...contentOf(document), ...input.fields }))

/** What contracts may ask of documents, beside the catalogue. */
export const contractDocumentUseCases = { setFields }
