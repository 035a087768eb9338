import { signal } from '@preact/signals'
import { goTo } from './router.ts'
import { sdk } from './sdk.ts'
import { readSetting, writeSetting } from './settings.ts'

const key = 'hubbub:signed-in'

/** Whether somebody signed in on this device. Whether the session is still good, the SDK finds out. */
export const isSignedIn = signal(readSetting(key) !== undefined)

/** Somebody has just signed in: the page of a used link is not to be come back to. */
export function enter(): void {
  writeSetting(key, 'yes')
  isSignedIn.value = true
  goTo(location.pathname.startsWith('/c/rooms/') ? location.pathname : '/', { replace: true })
}

export async function signOut(): Promise<void> {
  const client = await sdk()
  await client.signOut()
  forgetSession()
}

/** Signed out, here or elsewhere. */
export function forgetSession(): void {
  writeSetting(key, undefined)
  isSignedIn.value = false
}
