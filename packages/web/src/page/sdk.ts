import type { Client } from '@hubbub/client'

let loading: Promise<Client> | undefined

/** The one client of this page. Its code comes in a file of its own, so that the first screen need not wait for it. */
export function sdk(): Promise<Client> {
  loading ??= import('@hubbub/client').then(({ createClient }) => createClient())
  return loading
}
