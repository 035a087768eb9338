import { effect, type Signal, signal } from '@preact/signals'
import { type Language, language } from './language.ts'

const loading = new Set<Promise<void>>()

/** Words that come with a part of the page, in the language chosen: English is at hand, another language is loaded. */
export function spokenIn<Words extends object>(
  english: Words,
  others: Record<Exclude<Language, 'en'>, () => Promise<Words>>,
): Signal<Words> {
  const words = signal(english)
  effect(() => {
    const wanted = language.value
    if (wanted === 'en') {
      words.value = english
      return
    }
    // Where it cannot be loaded, words of another language are better than none.
    const loaded = others[wanted]()
      .then(
        (found) => {
          if (language.value === wanted) words.value = found
        },
        () => undefined,
      )
      .finally(() => loading.delete(loaded))
    loading.add(loaded)
  })
  return words
}

/** All words are there of what is loaded so far: a page that is shown then does not change its language. */
export const wordsLoaded = (): Promise<unknown> => Promise.all(loading)
