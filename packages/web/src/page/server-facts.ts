import type { OutputOf } from '@hubbub/protocol'
import { signal } from '@preact/signals'
import { askServer } from './ask.ts'

export type ServerFacts = OutputOf<'server.get'>

/** What the server says of itself to anybody; undefined until it answers. */
export const serverFacts = signal<ServerFacts | undefined>(undefined)
export const isUnreachable = signal(false)

/** Asks the server, again after a failure. */
export async function loadServerFacts(): Promise<void> {
  isUnreachable.value = false
  try {
    serverFacts.value = await askServer()
  } catch {
    isUnreachable.value = true
  }
}
