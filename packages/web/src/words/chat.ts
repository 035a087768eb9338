import { chatEn } from './chat-en.ts'
import { spokenIn } from './spoken.ts'

/** What the chat says, in the language chosen; loaded with the chat, not with the sign-in page. */
export const chatWords = spokenIn(chatEn, { id: async () => (await import('./chat-id.ts')).chatId })
