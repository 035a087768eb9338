import { readSetting, writeSetting } from './settings.ts'

const key = 'hubbub:drafts'

/** Drafts that the server does not have yet, by room. */
export function readDrafts(): Record<string, string> {
  try {
    return JSON.parse(readSetting(key) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

export const writeDrafts = (drafts: Record<string, string>): void => writeSetting(key, JSON.stringify(drafts))

export const forgetDrafts = (): void => writeSetting(key, undefined)
