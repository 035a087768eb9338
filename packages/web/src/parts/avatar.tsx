import type { Person } from '@hubbub/client'
import type { Presence } from '@hubbub/protocol'

const tints = 10

interface AvatarProps {
  person: Person
  size?: 'small' | 'normal' | 'large'
  presence?: Presence['state'] | undefined
}

/** Initials on a colour of one's own. The name always stands beside it, so it is silent itself. */
export function Avatar({ person, size = 'normal', presence }: AvatarProps) {
  return (
    <span class={`avatar is-${size} tint-${tintOf(person.id)}`} aria-hidden="true">
      {initialsOf(person.name)}
      {presence !== undefined && <span class={`presence is-${presence}`} />}
    </span>
  )
}

function tintOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521
  return sum % tints
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  const firsts = chosen.map((word) => [...letters.segment(word ?? '')][0]?.segment ?? '')
  return firsts.join('').toLocaleUpperCase()
}
