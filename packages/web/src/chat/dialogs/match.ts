/**
 * How well a text fits what was typed: 0 not at all. Words that begin so count more than letters inside, and letters
 * that only follow one another count least.
 */
export function rankOf(text: string, typed: string): number {
  const wanted = typed.trim().toLocaleLowerCase()
  const lower = text.toLocaleLowerCase()
  if (wanted === '') return 1
  if (lower.startsWith(wanted)) return 4
  if (lower.split(/[\s@#._-]+/).some((word) => word.startsWith(wanted))) return 3
  if (lower.includes(wanted)) return 2
  let from = 0
  for (const letter of wanted) {
    from = lower.indexOf(letter, from) + 1
    if (from === 0) return 0
  }
  return 1
}
