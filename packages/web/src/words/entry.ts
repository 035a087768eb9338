import { computed } from '@preact/signals'
import { entryEn } from './entry-en.ts'
import { pageWords } from './page.ts'
import { spokenIn } from './spoken.ts'

const own = spokenIn(entryEn, { id: async () => (await import('./entry-id.ts')).entryId })

/** What the screens before signing in say, in the language chosen. */
export const entryWords = computed(() => ({ ...pageWords.value, ...own.value }))
