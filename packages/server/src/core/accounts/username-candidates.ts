import { skeletonOf } from './confusables.ts'
import { checkUsername, type Username } from './username.ts'

/** Leaves room for a number. */
const LONGEST_STEM = 36
const NUMBERS = 30

/** Names near the wanted one, nearest first; a caller may ask for all of them in one read. */
export function usernameCandidates(name: string): Username[] {
  const stem = stemOf(name)
  // A name in mixed scripts has no neighbours; how it looks in Latin may have, and everybody can be "user1".
  const stems = [stem, skeletonOf(stem).replace(/[^a-z0-9]+/g, ''), 'user']
  for (const it of stems) {
    const candidates = numbered(it).flatMap((text) => {
      const checked = checkUsername(text)
      return checked.ok ? [{ username: checked.username, key: checked.key, skeleton: checked.skeleton }] : []
    })
    if (candidates.length > 0) return candidates
  }
  return []
}

/** Of an address the part before the @; else what usernames take of it. */
function stemOf(name: string): string {
  const [local = ''] = name.slice(0, 200).toWellFormed().normalize('NFKC').toLowerCase().split('@')
  const words = local
    .replace(/[^\p{L}\p{M}\p{Nd}_.-]+/gu, '.')
    .replace(/[_.-]*\.[_.-]*/g, '.')
    .replace(/([_-])[_-]+/g, '$1')
  const stem = Array.from(words.replace(/^[\p{M}_.-]+/u, ''))
    .slice(0, LONGEST_STEM)
    .join('')
  return stem.replace(/[_.-]+$/, '')
}

function numbered(stem: string): string[] {
  const base = /\d$/.test(stem) ? `${stem}_` : stem
  return [stem, ...Array.from({ length: NUMBERS }, (_, index) => `${base}${index + 1}`)]
}
