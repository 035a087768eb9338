import type { EntryWords } from '../words/entry-en.ts'

/** The length alone can be judged here; the rest the server tells. */
export function passwordFault(password: string, { field }: Pick<EntryWords, 'field'>): string | undefined {
  if (password === '') return field.needsPassword
  return Array.from(password).length < 8 ? field.tooShort : undefined
}
