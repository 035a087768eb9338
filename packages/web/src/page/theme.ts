import { effect, signal } from '@preact/signals'
import { readSetting, writeSetting } from './settings.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'hubbub:theme'

/** What was chosen on this device; `first-script.js` has set it on the page already. */
export const theme = signal<Theme>(themes.find((one) => one === readSetting(key)) ?? 'system')

const isDeviceDark = matchMedia('(prefers-color-scheme: dark)')
const deviceTheme = signal(themeOfDevice())

function themeOfDevice(): Theme {
  return isDeviceDark.matches ? 'dark' : 'light'
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  writeSetting(key, chosen === 'system' ? undefined : chosen)
}

/** Keeps the page in the theme that was chosen, and with the device where none was. */
export function followTheme(): void {
  isDeviceDark.addEventListener('change', () => {
    deviceTheme.value = themeOfDevice()
  })
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value === 'system' ? deviceTheme.value : theme.value
  })
}
