import type { AccountId } from '@hubbub/protocol'

/** A name after an @, at the beginning or after something that is no part of a name or an address. */
const mentioned = /(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}])?)/gu

export const everybody = 'all'

export interface Named {
  /** What stands before the name, and the name without its @; the last part has no name. */
  before: string
  name?: string
}

/** A text cut at its mentions. */
export function cutAtMentions(text: string): Named[] {
  const parts: Named[] = []
  let from = 0
  for (const match of text.matchAll(mentioned)) {
    parts.push({ before: text.slice(from, match.index), name: match[1] ?? '' })
    from = match.index + match[0].length
  }
  return [...parts, { before: text.slice(from) }]
}

/** Whom a text names, of those who can be named. */
export function mentionsIn(
  text: string,
  usernames: ReadonlyMap<string, AccountId>,
): { mentions: AccountId[]; all: boolean } {
  const names = cutAtMentions(text).flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()]))
  const ids = names.flatMap((name) => usernames.get(name) ?? [])
  return { mentions: [...new Set(ids)].slice(0, 50), all: names.includes(everybody) }
}

/** The name that is being typed at a place of the text, for suggestions. */
export function nameBeingTyped(text: string, caret: number): { from: number; typed: string } | undefined {
  const match = /(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}\p{M}_.-]*)$/u.exec(text.slice(0, caret))
  return match ? { from: match.index, typed: match[1] ?? '' } : undefined
}
