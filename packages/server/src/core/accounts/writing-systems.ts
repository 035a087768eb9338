/**
 * The scripts a username may be written in: those in daily use that Unicode recommends for names (UAX 31), each with
 * its letters, marks and digits. The three big alphabets only have the letters of today's languages, for their historic
 * and phonetic blocks are full of twins. Who writes in another script has the display name for it.
 */
const OWN_LETTERS: readonly RegExp[] = [
  /[\p{Script=Latin}&&\p{Ll}&&[a-z\u00df-\u024f\u1e00-\u1eff]]|[ɓɔɖɗəɛɠɣɨɩɲɵʃʉʋʒ]|[\p{M}&&\p{scx=Latin}&&[\u0300-\u0331]]/v,
  /[\p{Script=Cyrillic}&&\p{Ll}&&[\u0400-\u052f]]|[\p{M}&&\p{scx=Cyrillic}&&[\u0300-\u0331]]/v,
  /[\p{Script=Greek}&&\p{Ll}&&[\u0370-\u03ff\u1f00-\u1fff]]|[\p{M}&&\p{scx=Greek}&&[\u0300-\u0345]]/v,
  /[\p{Script=Armenian}&&\p{Ll}]/v,
  /[\p{Script=Georgian}&&[ა-ჺჽ-ჿ]]/v,
  /[\uac00-\ud7a3]/,
]

/** Japanese, Korean and Chinese mix scripts by nature. */
const MIXED_BY_NATURE: readonly RegExp[] = [
  /[[\p{Script=Han}\p{scx=Hiragana}\p{scx=Katakana}]&&[\p{L}〇]]|[\u3099\u309a]/v,
  /[\p{Script=Han}&&[\p{L}〇]]|[가-힣]/v,
  /[[\p{Script=Han}\p{Script=Bopomofo}]&&[\p{L}〇]]/v,
]

/** But for U+0640, which stretches an Arabic word without changing it: a twin of every name. */
const WITHOUT_CASE: readonly RegExp[] = `
  Arabic Thaana Hebrew Ethiopic Thai Lao Tibetan Myanmar Khmer Sinhala
  Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam`
  .trim()
  .split(/\s+/)
  .map((script) => new RegExp(`[[[\\p{L}\\p{M}\\p{Nd}]&&\\p{scx=${script}}]--[\\u0640]]`, 'v'))

const WRITING = [...OWN_LETTERS, ...MIXED_BY_NATURE, ...WITHOUT_CASE]

/** They go with every script. */
const SHARED = /[0-9_.-]/

export type WritingFault =
  | { fault: 'character'; character: string }
  | { fault: 'mixed' }
  | { fault: 'digits' }

/** What keeps a folded name from being written in one writing system; `undefined`: nothing. */
export function writingFault(name: string): WritingFault | undefined {
  const own = Array.from(name).filter((it) => !SHARED.test(it))
  const unknown = own.find((character) => !WRITING.some((writing) => writing.test(character)))
  if (unknown !== undefined) return { fault: 'character', character: unknown }
  if (!WRITING.some((writing) => own.every((character) => writing.test(character)))) return { fault: 'mixed' }
  // Two kinds of digits in one name are two ways to write one number.
  return /[0-9]/.test(name) && /[\p{Nd}--[0-9]]/v.test(name) ? { fault: 'digits' } : undefined
}
