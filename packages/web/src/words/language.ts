import { signal } from '@preact/signals'
import { readSetting, writeSetting } from '../page/settings.ts'
import { type EntryWords, entryEn } from './entry-en.ts'

/** Languages by how they call themselves. */
export const languages = { en: 'English', id: 'Bahasa Indonesia' } as const
export type Language = keyof typeof languages

const key = 'hubbub:language'

export const language = signal<Language>('en')
/** What the screens say, in the language chosen. English is at hand; another one is loaded. */
export const entryWords = signal<EntryWords>(entryEn)

const loaders: Record<Language, () => Promise<EntryWords>> = {
  en: async () => entryEn,
  id: async () => (await import('./entry-id.ts')).entryId,
}

/** The language chosen on this device, else the first of the browser's that we speak. */
export async function startLanguage(): Promise<void> {
  const wanted = [readSetting(key), ...navigator.languages].map((tag) => tag?.split('-')[0])
  const found = wanted.find((tag): tag is Language => tag !== undefined && tag in languages)
  await speak(found ?? 'en')
}

export async function chooseLanguage(chosen: Language): Promise<void> {
  writeSetting(key, chosen)
  await speak(chosen)
}

async function speak(chosen: Language): Promise<void> {
  entryWords.value = await loaders[chosen]()
  language.value = chosen
  document.documentElement.lang = chosen
}
