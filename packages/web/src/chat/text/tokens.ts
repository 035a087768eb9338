import { Lexer, type Token } from 'marked'

const kept = new Map<string, readonly Token[]>()
const keptMost = 1_000

/** Quotes and lists inside one another beyond this are shown as they were typed. */
const nestedMost = 24

/** Markdown taken apart. Nothing of it is ever made into HTML: the tokens become elements, and what is no token is text. */
export function tokensOf(text: string): readonly Token[] {
  const known = kept.get(text)
  if (known) return known
  const tokens = taken(text)
  kept.set(text, tokens)
  const [oldest] = kept.keys()
  if (kept.size > keptMost && oldest !== undefined) kept.delete(oldest)
  return tokens
}

function taken(text: string): readonly Token[] {
  if (isHostile(text)) return asTyped(text)
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text)
  } catch {
    // Deeper than the stack: somebody is playing, and plain text is right for that.
    return asTyped(text)
  }
}

const asTyped = (text: string): readonly Token[] => [
  { type: 'paragraph', raw: text, text, tokens: [{ type: 'text', raw: text, text }] },
]

/** What makes the parser slow or deep, and nobody writes: long runs of one sign, towers of quotes. */
function isHostile(text: string): boolean {
  const nested = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])[ \\t]*){${nestedMost}}`, 'm')
  return nested.test(text) || /([^\w\s])\1{199}/.test(text) || (text.match(/[[*_~<`]/g)?.length ?? 0) > 2_000
}
