import type { OutputOf } from '@hubbub/protocol'
import type { Encoded } from '../encoded.ts'

/** A page of history as it was answered, and what it was made of. */
export interface KeptPage {
  /** The room's version at which it was read. */
  version: number
  authors: readonly string[]
  /** Their profiles, as they stood beside it. */
  profiles: string
  answer: Encoded<OutputOf<'message.list'>>
}

/**
 * The last answers of history: a room that many people open is put together once for each of its versions. Nothing
 * here outlives the version it was read at, so nobody has to be told what changed.
 */
export interface KeptPages {
  get(key: string): KeptPage | undefined
  keep(key: string, page: KeptPage): void
}

/** Characters of text, beside which an edge may keep the bytes; the pages not asked for for longest go first. */
const mostKept = 4 * 1024 * 1024

export function createKeptPages(bound = mostKept): KeptPages {
  const pages = new Map<string, KeptPage>()
  let size = 0

  function forget(key: string): void {
    size -= pages.get(key)?.answer.json.length ?? 0
    pages.delete(key)
  }

  return {
    get(key) {
      const page = pages.get(key)
      if (!page) return undefined
      pages.delete(key)
      pages.set(key, page)
      return page
    },
    keep(key, page) {
      forget(key)
      pages.set(key, page)
      size += page.answer.json.length
      for (const oldest of pages.keys()) {
        if (size <= bound) return
        forget(oldest)
      }
    },
  }
}
