import { effect, type Signal, signal } from '@preact/signals'
import { type Language, language } from './language.ts'

/** Words that come with a part of the page, in the language chosen: English is at hand, another language is loaded. */
export function spokenIn<Words extends object>(
  english: Words,
  others: Record<Exclude<Language, 'en'>, () => Promise<Words>>,
): Signal<Words> {
  const words = signal(english)
  effect(() => {
    const wanted = language.value
    const load = wanted === 'en' ? async () => english : others[wanted]
    // Where it cannot be loaded, words of another language are better than none.
    load().then(
      (loaded) => {
        if (language.value === wanted) words.value = loaded
      },
      () => undefined,
    )
  })
  return words
}
