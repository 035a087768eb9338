import type { OutputOf } from '@hubbub/protocol'
import type { Encoded } from '../encoded.ts'

type Native = Encoded<OutputOf<'message.list'>>

/** A page of history as it was answered, and what it was made of. */
export interface KeptPage<Answered extends { readonly json: string } = Native> {
  /** The room's version at which it was read. */
  version: number
  authors: readonly string[]
  /** Their profiles, as they stood beside it. */
  profiles: string
  /** The directory's version at which they were last looked at: while it stands, so do they. */
  directory?: number | undefined
  answer: Answered
}

/**
 * The last answers of history: a room that many people open is put together once for each of its versions. Nothing
 * here outlives the version it was read at, so nobody has to be told what changed.
 */
export interface KeptPages<Answered extends { readonly json: string } = Native> {
  get(key: string): KeptPage<Answered> | undefined
  keep(key: string, page: KeptPage<Answered>): void
}

/** The answer of a kept page, where all that it was made of still stands. `shown`: its authors as they are shown now. */
export function standingAnswer<Answered extends { readonly json: string }>(
  kept: KeptPage<Answered> | undefined,
  { version, directory }: Pick<Partial<KeptPage>, 'version' | 'directory'>,
  shown: (authors: readonly string[]) => Promise<string>,
): Answered | undefined | Promise<Answered | undefined> {
  if (!kept || kept.version !== version) return undefined
  return kept.directory === directory ? kept.answer : lookedAtAgain(kept, directory, shown)
}

async function lookedAtAgain<Answered extends { readonly json: string }>(
  kept: KeptPage<Answered>,
  directory: number | undefined,
  shown: (authors: readonly string[]) => Promise<string>,
): Promise<Answered | undefined> {
  if ((await shown(kept.authors)) !== kept.profiles) return undefined
  kept.directory = directory
  return kept.answer
}

/** Characters of text, beside which an edge may keep the bytes; the pages not asked for for longest go first. */
const mostKept = 4 * 1024 * 1024

export function createKeptPages<Answered extends { readonly json: string } = Native>(
  bound = mostKept,
): KeptPages<Answered> {
  const pages = new Map<string, KeptPage<Answered>>()
  let size = 0

  function forget(key: string): void {
    size -= pages.get(key)?.answer.json.length ?? 0
    pages.delete(key)
  }

  return {
    get(key) {
      const page = pages.get(key)
      // As long as nobody has to go soon, what is asked for keeps its place.
      if (!page || size < bound / 2) return page
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
