import { computed, signal } from '@preact/signals'
import { readSetting, writeSetting } from '../page/settings.ts'

/** Languages by how they call themselves. */
export const languages = { en: 'English', id: 'Bahasa Indonesia' } as const
export type Language = keyof typeof languages

const key = 'hubbub:language'

export const language = signal<Language>('en')

/** The same with the country that this device is set to: what a clock shows differs between them. */
export const locale = computed(
  () => navigator.languages.find((tag) => tag.split('-')[0] === language.value) ?? language.value,
)

/** The language chosen on this device, else the first of the browser's that we speak. */
export function startLanguage(): void {
  const wanted = [readSetting(key), ...navigator.languages].map((tag) => tag?.split('-')[0])
  speak(wanted.find((tag): tag is Language => tag !== undefined && tag in languages) ?? 'en')
}

export function chooseLanguage(chosen: Language): void {
  writeSetting(key, chosen)
  speak(chosen)
}

function speak(chosen: Language): void {
  language.value = chosen
  document.documentElement.lang = chosen
}
