import { computed } from '@preact/signals'
import { chatEn } from './chat-en.ts'
import { pageWords } from './page.ts'
import { spokenIn } from './spoken.ts'

const own = spokenIn(chatEn, { id: async () => (await import('./chat-id.ts')).chatId })

/** What the chat says, in the language chosen. */
export const chatWords = computed(() => ({ ...pageWords.value, ...own.value }))
