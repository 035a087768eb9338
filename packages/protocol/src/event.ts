import type { TSchema } from 'typebox'

/** One thing the server may tell on the socket. */
export interface EventDefinition {
  name: string
  summary: string
  payload: TSchema
  since: string
}

export function defineEvent<const E extends EventDefinition>(event: E): E {
  return event
}
