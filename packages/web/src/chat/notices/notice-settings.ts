import { signal } from '@preact/signals'
import { readSetting, writeSetting } from '../../page/settings.ts'

const key = 'hubbub:notices'
const textKey = 'hubbub:notices-text'

/** `missing`: this browser has none, or not on a page like this one (plain http, a phone's tab). */
export type NoticePermission = NotificationPermission | 'missing'

export const permission = signal<NoticePermission>(permissionNow())
/** What was chosen on this device; undefined: never asked. */
export const wish = signal(readSetting(key))
/** Whether what was written stands in the notification. */
export const showsText = signal(readSetting(textKey) !== 'off')

/** Another tab may have changed it. */
export const mayNotify = (): boolean => permissionNow() === 'granted' && readSetting(key) !== 'off'

export function permissionNow(): NoticePermission {
  return 'Notification' in globalThis && globalThis.isSecureContext ? Notification.permission : 'missing'
}

/** Only ever after a click: browsers refuse questions that come unasked, and people too. */
export async function turnOn(): Promise<void> {
  wishFor('on')
  if (permissionNow() === 'default') await Notification.requestPermission()
  permission.value = permissionNow()
}

export function wishFor(wished: 'on' | 'off'): void {
  wish.value = wished
  writeSetting(key, wished)
}

export function showText(shown: boolean): void {
  showsText.value = shown
  writeSetting(textKey, shown ? undefined : 'off')
}
