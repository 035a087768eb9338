import { computed } from '@preact/signals'
import { chatWords } from './chat.ts'
import { dialogEn } from './dialog-en.ts'
import { spokenIn } from './spoken.ts'

const own = spokenIn(dialogEn, { id: async () => (await import('./dialog-id.ts')).dialogId })

/** What dialogs and panels say, and what the chat around them says. */
export const dialogWords = computed(() => ({ ...chatWords.value, ...own.value }))
