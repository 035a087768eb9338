import type { Document, JsonObject } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import type { Encoded } from '../../core/encoded.ts'
import type { Door } from '../door.ts'
import { valueOf } from '../value-of.ts'
import { type BusEvent, collection, eventOf, readFields, readId } from './translate.ts'

type Change<T> = (door: Door, caller: AccountCaller, payload: JsonObject) => Promise<T>

export const createEvent: Change<BusEvent> = async (door, caller, payload) =>
  eventIn(await door.ask('document.create', caller, { collection, data: readFields(payload) }))

/** Sets these fields of the event as it is at that moment; changes at the same time lose nothing. */
export const updateEvent: Change<BusEvent> = async (door, caller, payload) => {
  const target = { collection, document: readId(payload) }
  return eventIn(await door.contract.setFields(caller, { ...target, fields: readFields(payload.updateData) }))
}

export const deleteEvent: Change<{ id: string; _id: string }> = async (door, caller, payload) => {
  const id = readId(payload)
  await door.ask('document.delete', caller, { collection, document: id })
  return { id, _id: id }
}

/** Whoever changes a document may read it. */
const eventIn = (answer: object | Encoded<object>): BusEvent =>
  eventOf((valueOf(answer) as { document: Document }).document)
