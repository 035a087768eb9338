import { signal } from '@preact/signals'
import type { findEmoji } from './find-emoji.ts'

/** Undefined until somebody has typed the first name of one: the list of them is larger than the chat. */
export const emojiFinder = signal<typeof findEmoji | undefined>(undefined)
let loading: Promise<void> | undefined

export function loadEmoji(): void {
  loading ??= import('./find-emoji.ts').then(
    (loaded) => {
      emojiFinder.value = loaded.findEmoji
    },
    () => {
      loading = undefined
    },
  )
}

/** The name that is being typed after a colon, from two letters on: ":)" and "10:30" are none. */
export function emojiBeingTyped(text: string, caret: number): { from: number; typed: string } | undefined {
  const match = /(?<![\p{L}\p{N}_:/])[:]([a-z0-9_+-]{2,30})$/iu.exec(text.slice(0, caret))
  return match ? { from: match.index, typed: (match[1] ?? '').toLowerCase() } : undefined
}
