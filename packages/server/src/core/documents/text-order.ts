/**
 * Orders well-formed strings by code point, which is the order of their UTF-8 bytes and so that of the databases.
 * JavaScript's own `<` compares UTF-16 units and puts U+1F600 before U+FF21.
 */
export function compareText(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let place = 0; place < length; place++) {
    const a = one.charCodeAt(place)
    const b = other.charCodeAt(place)
    if (a !== b) return weight(a) - weight(b)
  }
  return one.length - other.length
}

/** Half a surrogate pair stands for a code point above every single unit. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** The first `count` code points. */
export function firstCharacters(text: string, count: number): string {
  if (text.length <= count) return text
  let end = 0
  for (let taken = 0; taken < count && end < text.length; taken++) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return text.slice(0, end)
}

/** Whether a string has at most `count` code points. */
export function isWithin(text: string, count: number): boolean {
  return text.length <= count || (text.length <= 2 * count && firstCharacters(text, count) === text)
}
