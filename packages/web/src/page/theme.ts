import { signal } from '@preact/signals'
import { readSetting, writeSetting } from './settings.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'hubbub:theme'

/** What was chosen on this device; `first-script.js` has set it on the page already. */
export const theme = signal<Theme>(themes.find((one) => one === readSetting(key)) ?? 'system')

/** Where none is named on the page, the styles take the device's. */
export function chooseTheme(chosen: Theme): void {
  const { dataset } = document.documentElement
  theme.value = chosen
  writeSetting(key, chosen === 'system' ? undefined : chosen)
  if (chosen === 'system') delete dataset['theme']
  else dataset['theme'] = chosen
}
