/** Zero-width marks, soft hyphens, variation selectors, fillers: readers never see them. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu

/** The dot on a dotted letter that already has one: what lower-casing leaves of the Turkish capital İ. */
const SECOND_DOT = /(?<=\p{Soft_Dotted})\u0307+/gu

/**
 * One text for all spellings of a name: without case, width, compatibility forms and invisible characters. Goes through
 * both cases because each alone leaves letters apart that the other joins (ß ẞ ss, ſ s, ı i, K k, ς σ), and letter by
 * letter because lower-casing a whole word treats its last sigma differently. Folding twice changes nothing, and
 * Unicode promises that later versions fold today's letters alike: the result may be stored as a unique key.
 */
export function foldIdentity(text: string): string {
  const plain = text.normalize('NFKC').replace(IGNORABLE, '')
  const caseless = Array.from(plain, (letter) => letter.toLowerCase().toUpperCase().toLowerCase()).join('')
  return caseless.normalize('NFKC').replace(SECOND_DOT, '').normalize('NFKC')
}
