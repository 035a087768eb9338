import { pageEn } from './page-en.ts'
import { spokenIn } from './spoken.ts'

/** What every part of the page may have to say, in the language chosen. */
export const pageWords = spokenIn(pageEn, { id: async () => (await import('./page-id.ts')).pageId })
