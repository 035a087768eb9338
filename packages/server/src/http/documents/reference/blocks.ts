import type { Exposure } from '../../../core/ports/door.ts'

/** A page as data, so that HTML and Markdown say the same. Texts may hold `code` and [links](address). */
export type Block =
  | { heading: string; level: 2 | 3 | 4; id?: string }
  | { text: string }
  | { list: readonly string[] }
  | { head: readonly string[]; rows: readonly (readonly string[])[] }
  | { code: string; lang: string }

export interface Page {
  /** Its address below /docs; empty for the first. */
  path: string
  title: string
  lead: string
  /** The page it belongs to; it stands in the navigation of that one. */
  under?: string
  /** Made when somebody asks. A server adds how its older contracts meet who asks. */
  blocks(exposures?: Exposures): readonly Block[]
}

export type Exposures = ReadonlyMap<string, Exposure>

export const heading = (level: 2 | 3 | 4, words: string, id?: string): Block => ({
  heading: words,
  level,
  ...(id === undefined ? {} : { id }),
})

/** Pieces of a text: plain, code or link. */
export type Piece = { plain: string } | { code: string } | { words: readonly Piece[]; href: string }

export function piecesOf(text: string): Piece[] {
  return text.split(/(`[^`]+`|\[[^\]]+\]\([^)\s]+\))/).flatMap((part): Piece[] => {
    if (part === '') return []
    if (part.startsWith('`')) return [{ code: part.slice(1, -1) }]
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part)
    return link?.[1] && link[2] ? [{ words: piecesOf(link[1]), href: link[2] }] : [{ plain: part }]
  })
}
