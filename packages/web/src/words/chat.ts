import { effect, signal } from '@preact/signals'
import { type ChatWords, chatEn } from './chat-en.ts'
import { type Language, language } from './language.ts'

/** What the chat says, in the language chosen; loaded with the chat, not with the sign-in page. */
export const chatWords = signal<ChatWords>(chatEn)

const loaders: Record<Language, () => Promise<ChatWords>> = {
  en: async () => chatEn,
  id: async () => (await import('./chat-id.ts')).chatId,
}

effect(() => {
  const wanted = language.value
  void loaders[wanted]().then((words) => {
    if (language.value === wanted) chatWords.value = words
  })
})
