import type { Document, JsonObject } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import { jsonOf } from '../../core/encoded.ts'
import { Refusal, refuse } from '../../core/refusal.ts'
import type { Door } from '../door.ts'
import { type BusEvent, collection, eventOf, readFields, readId } from './translate.ts'
import type { Turns } from './turns.ts'

type Asking = Pick<Door, 'ask'>

export async function createEvent(
  door: Asking,
  caller: AccountCaller,
  payload: JsonObject,
): Promise<BusEvent> {
  const answer = await door.ask('document.create', caller, { collection, data: readFields(payload) })
  return eventOf(documentIn(jsonOf(answer)))
}

/** Others may change it at the same time by other doors; on this node they take turns. */
const tries = 5

/** Sets these fields and leaves the others. Null is a value here, so it is not a merge patch. */
export function updateEvent(
  door: Asking,
  turns: Turns,
  caller: AccountCaller,
  payload: JsonObject,
): Promise<BusEvent> {
  const document = readId(payload)
  const fields = readFields(payload.updateData)
  return turns.take(document, async () => {
    for (let time = 0; time < tries; time++) {
      const updated = await tryUpdate(door, caller, document, fields)
      if (updated) return updated
    }
    throw refuse('conflict')
  })
}

async function tryUpdate(
  door: Asking,
  caller: AccountCaller,
  document: string,
  fields: JsonObject,
): Promise<BusEvent | undefined> {
  const known = JSON.parse(
    jsonOf(await door.ask('document.get', caller, { collection, document })),
  ) as Document
  const data = { ...known.data, ...fields }
  try {
    const input = { collection, document, data, version: known.version }
    return eventOf(documentIn(jsonOf(await door.ask('document.replace', caller, input))))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'document.changed') return undefined
    throw error
  }
}

export async function deleteEvent(
  door: Asking,
  caller: AccountCaller,
  payload: JsonObject,
): Promise<{ id: string; _id: string }> {
  const id = readId(payload)
  await door.ask('document.delete', caller, { collection, document: id })
  return { id, _id: id }
}

const documentIn = (json: string): Document => (JSON.parse(json) as { document: Document }).document
