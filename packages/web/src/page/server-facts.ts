import type { OutputOf } from '@hubbub/protocol'
import { computed, signal } from '@preact/signals'
import { askServer } from './ask.ts'
import { readSetting, writeSetting } from './settings.ts'

export type ServerFacts = OutputOf<'server.get'>

const nameKey = 'hubbub:server-name'

/** What the server says of itself to anybody; undefined until it answers. */
export const serverFacts = signal<ServerFacts | undefined>(undefined)
/** Known from the last visit where the server does not answer. */
export const serverName = computed(() => serverFacts.value?.name ?? readSetting(nameKey))
export const isUnreachable = signal(false)

/** Asks the server, again after a failure. */
export async function loadServerFacts(): Promise<void> {
  isUnreachable.value = false
  try {
    serverFacts.value = await askServer()
    writeSetting(nameKey, serverFacts.value.name)
  } catch {
    isUnreachable.value = true
  }
}
