import { commonWords } from './common-passwords.ts'
import { foldIdentity } from './fold.ts'

/** A guessing program tries 10^11 numbers in no time. */
const ONLY_DIGITS = /^\d{1,11}$/
const ONE_PIECE_REPEATED = /^(.{1,4}?)\1+$/u

/** Ways of fingers and tongues; each counts backwards as well. */
const WAYS = `
  01234567890 13579 24680 147258369 789456123 741852963 963852741 159357 1029384756
  abcdefghijklmnopqrstuvwxyz
  qwertyuiop[] asdfghjkl;' zxcvbnm,./ qwertzuiop yxcvbnm azertyuiop qsdfghjklm wxcvbn
  !@#$%^&*() !"#$%&/()=
  1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p 1qazxsw23edcvfr4 qazwsxedcrfvtgbyhnujmikolp azsxdcfvgbhnjmk 12qwaszx
  1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 1a2s3d4f5g6h7j8k9l a1s2d3f4g5h6j7k8l9
  a1b2c3d4e5f6g7h8i9 1a2b3c4d5e6f7g8h9i qweasdzxc adgjmptw`
  .trim()
  .split(/\s+/)
  .flatMap((way) => [way, Array.from(way).reverse().join('')])

/** A step is three keys along a way, or one key three times; less is chance. */
const SHORTEST_STEP = 3
const MOST_STEPS = 4
const MOST_STRAY_LETTERS = 2

/**
 * Whether a password is among the first that a guessing program tries: keys in a row, numbers, repetitions, and common
 * words however dressed up (capitals, p4$$w0rd, a few digits and signs around it, twice, cut after eight letters). A
 * rule over 3,000 words instead of a list of passwords: it knows "Sunshine1987!" without having to hold every year.
 */
export function isEasyPassword(password: string): boolean {
  const plain = foldIdentity(password)
  return (
    ONLY_DIGITS.test(plain) || ONE_PIECE_REPEATED.test(plain) || isKeyboardWalk(plain) || isDressedWord(plain)
  )
}

function isKeyboardWalk(text: string): boolean {
  let steps = 0
  let strays = 0
  for (let at = 0; at < text.length; ) {
    const length = stepLength(text.slice(at))
    if (length >= SHORTEST_STEP) steps += 1
    else strays += length
    if (steps > MOST_STEPS || strays > MOST_STRAY_LETTERS) return false
    at += length
  }
  return true
}

/** How far the beginning of a text goes along one way, or stays on one key; 1 when it does neither for three keys. */
function stepLength(text: string): number {
  const sameKey = /^(.)\1*/su.exec(text)?.[0].length ?? 1
  const along = Math.max(...WAYS.map((way) => sharedLength(text, way)))
  const length = Math.max(sameKey, along)
  return length >= SHORTEST_STEP ? length : 1
}

function sharedLength(text: string, way: string): number {
  const first = text.charAt(0)
  let longest = 0
  for (let start = way.indexOf(first); start >= 0; start = way.indexOf(first, start + 1)) {
    let length = 0
    while (length < text.length && text[length] === way[start + length]) length += 1
    longest = Math.max(longest, length)
  }
  return longest
}

/** Up to six digits (a year, a birthday) and two signs before or behind. */
const DRESSED = /^[^\p{L}\p{N}]{0,2}\d{0,6}(?<core>.*?)[^\p{L}\p{N}]{0,2}\d{0,6}[^\p{L}\p{N}]{0,2}$/su

function isDressedWord(text: string): boolean {
  const core = DRESSED.exec(text)?.groups?.core ?? ''
  return [text, core].some((it) => disguises(it).some(isWord))
}

/** Signs and digits as the letters people put them for. */
function disguises(text: string): string[] {
  const swapped: Record<string, string> = {
    '@': 'a',
    '4': 'a',
    '3': 'e',
    '!': 'i',
    '0': 'o',
    $: 's',
    '5': 's',
    '7': 't',
  }
  const letters = text.replace(/[@43!0$57]/g, (sign) => swapped[sign] ?? sign)
  return [text, letters.replaceAll('1', 'l'), letters.replaceAll('1', 'i')]
}

function isWord(text: string): boolean {
  const words = commonWords()
  const half = text.slice(0, text.length / 2)
  return words.has(text) || (text === half + half && words.has(half)) || isCutWord(text)
}

/** Older systems read eight letters only, and habits outlive them. */
function isCutWord(text: string): boolean {
  if (text.length !== 8) return false
  for (const word of commonWords()) if (word.startsWith(text)) return true
  return false
}
