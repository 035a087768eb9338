import { signal } from '@preact/signals'
import { readSetting, writeSetting } from '../../page/settings.ts'

const key = 'hubbub:announced'

export const announcements = ['all', 'mentions', 'none'] as const
export type Announced = (typeof announcements)[number]

/** Which new messages of the open room are read out to who listens to the page on this device. */
export const announced = signal<Announced>(announcements.find((one) => one === readSetting(key)) ?? 'all')

export function announce(wanted: Announced): void {
  announced.value = wanted
  writeSetting(key, wanted === 'all' ? undefined : wanted)
}
