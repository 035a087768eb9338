import lines from 'emojilib'

export interface FoundEmoji {
  emoji: string
  name: string
}

/** What people are used to type for the ones they use most. */
const usual: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  100: '💯',
  clap: '👏',
  cry: '😢',
  eyes: '👀',
  fire: '🔥',
  grin: '😁',
  heart: '❤️',
  heart_eyes: '😍',
  joy: '😂',
  laughing: '😆',
  ok: '👌',
  party: '🎉',
  pray: '🙏',
  rocket: '🚀',
  sad: '😢',
  shrug: '🤷',
  smile: '😄',
  sob: '😭',
  sweat_smile: '😅',
  tada: '🎉',
  thanks: '🙏',
  thinking: '🤔',
  thumbsdown: '👎',
  thumbsup: '👍',
  wave: '👋',
  wink: '😉',
}

// The build makes lines of the list: an emoji, its name, and other words for it.
const all = String(lines)
  .split('\n')
  .map((line) => line.split(' '))
  .map(([emoji = '', ...words]) => ({ emoji, words }))

/** Those people mean by it, those called so, then those that have it in their name or are found by a word like it. */
export function findEmoji(typed: string, most: number): FoundEmoji[] {
  const meant = Object.entries(usual).flatMap(([word, emoji]) => (word.startsWith(typed) ? emoji : []))
  const rank = (emoji: string, [name = '', ...words]: readonly string[]): number => {
    if (name === typed || usual[typed] === emoji) return 0
    if (meant.includes(emoji)) return 1
    if (words.includes(typed) || `_${name}_`.includes(`_${typed}_`)) return 2
    if (`_${name}`.includes(`_${typed}`)) return 3
    return words.some((word) => word.startsWith(typed)) ? 4 : 5
  }
  return all
    .map(({ emoji, words }) => ({ emoji, name: words[0] ?? '', rank: rank(emoji, words) }))
    .filter((one) => one.rank < 5)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
}
