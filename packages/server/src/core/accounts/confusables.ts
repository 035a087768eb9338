import { foldIdentity } from './fold.ts'

/**
 * Small letters that readers take for one another although they are different letters, by the one they are counted as.
 * Only whole names matter: a username has one script, so what must be caught is the name written wholly in another
 * one ("сосо" in Cyrillic for "coco"), and twins within a script. Left out on purpose: digits against letters (0 o, 1 l)
 * and rn against m, for "amos1" and "arnold" are honest names; letters merely alike in capitals, for usernames have
 * small ones; Han twins (土 士), which readers of Han tell apart.
 */
const SAME: Record<string, string> = {
  // Latin as seen by Cyrillic, Greek, Armenian, Georgian, and by Latin's own variants
  a: 'аɑα',
  b: 'ƅ',
  c: 'сᴄ',
  d: 'ԁ',
  e: 'еҽ',
  f: 'ք',
  g: 'ɡցƍ',
  h: 'һհ',
  i: 'іιɩ',
  j: 'јϳյȷ',
  k: 'кκĸ',
  l: 'ӏǀ',
  n: 'ո',
  o: 'оοօσჿסഠဝዐᴏ',
  p: 'рρƿ',
  q: 'ԛգզ',
  r: 'г',
  s: 'ѕꜱƽ',
  u: 'υսʋᴜ',
  v: 'νѵᴠ',
  w: 'ѡԝաωᴡ',
  x: 'хχ',
  y: 'уγүყ',
  z: 'ᴢ',
  æ: 'ӕ',
  ə: 'әǝ',
  ɛ: 'εє',
  ɵ: 'өθѳ',
  ȝ: 'зӡʒ',
  ħ: 'ћ',
  þ: 'ϸ',
  ƞ: 'η',
  // Greek as seen by Cyrillic
  π: 'п',
  τ: 'т',
  φ: 'ф',
  ψ: 'ѱ',
  // one Arabic letter or digit in the keyboards of several languages
  ي: 'ىی',
  ك: 'کڪ',
  ه: 'ہەھ',
  '٠': '۰',
  '١': '۱',
  '٢': '۲',
  '٣': '۳',
  '٤': '۴',
  '٥': '۵',
  '٦': '۶',
  '٧': '۷',
  '٨': '۸',
  '٩': '۹',
  // Han and kana
  一: 'ー',
  二: 'ニ',
  三: 'ミ',
  八: 'ハ',
  力: 'カ',
  千: 'チ',
  卜: 'ト',
  厶: 'ム',
  口: 'ロ',
  夕: 'タ',
  工: 'エ',
  ヘ: 'へ',
  リ: 'り',
}

/** Alike in capitals or as small capitals. Display names keep their capitals, so there these count as well. */
const SAME_IN_CAPITALS: Record<string, string> = {
  a: 'ᴀ',
  b: 'вβʙ',
  d: 'ᴅ',
  e: 'ɛᴇ',
  f: 'ꜰ',
  g: 'ɢ',
  h: 'нƞʜ',
  i: 'ɪ',
  j: 'ᴊ',
  k: 'ᴋ',
  l: 'ʟ',
  m: 'мμᴍ',
  n: 'ɴ',
  p: 'ᴘ',
  r: 'ʀ',
  t: 'τᴛ',
  y: 'ʏ',
  z: 'ζ',
}

/**
 * Display names only get a mark when they are taken for another's, so here a false alarm costs little and the net is
 * wide: I l 1 |, 0 O, and the pairs that Ν (N, v) and Υ (Y, u) tie together.
 */
const TIED: Record<string, string> = { l: 'i1|', o: '0', n: 'v', u: 'y' }

const same = lookUp(SAME)
const sameInCapitals = lookUp(SAME_IN_CAPITALS)
const tied = lookUp(TIED)

function lookUp(rows: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(rows).flatMap(([one, others]) => Array.from(others, (other) => [other, one])))
}

function replaceAll(text: string, table: Map<string, string>): string {
  return Array.from(text, (letter) => table.get(letter) ?? letter).join('')
}

/** What a username looks like: two names with one skeleton cannot both be given. */
export function skeletonOf(name: string): string {
  return replaceAll(foldIdentity(name).normalize('NFD'), same).normalize('NFC')
}

/** Accents and other marks of no script of their own; not the two that make another kana of one. */
const ACCENTS = /(?![\u3099\u309a])[\p{Script=Inherited}&&\p{M}]/gv
const SPACE_OR_PUNCTUATION = /[\p{P}\p{Z}]/gu

/** What a display name looks like at a glance: wider than a skeleton, for marking, never for refusing. */
export function glanceOf(name: string): string {
  const letters = foldIdentity(replaceEmojiLetters(name)).normalize('NFD').replace(ACCENTS, '')
  const plain = replaceAll(replaceAll(letters, same), sameInCapitals)
  return replaceAll(plain.replaceAll('vv', 'w').replaceAll('rn', 'm'), tied).replace(SPACE_OR_PUNCTUATION, '')
}

/** White letters on circles and squares, and those that flags are made of: 🅐 🅰 🇦. */
function replaceEmojiLetters(text: string): string {
  return text.replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    const first = [0x1f1e6, 0x1f170, 0x1f150].find((start) => code >= start) ?? code
    return String.fromCharCode(0x61 + code - first)
  })
}
