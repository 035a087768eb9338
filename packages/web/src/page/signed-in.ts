import { signal } from '@preact/signals'
import { forgetKept } from './forget-kept.ts'
import { goTo, homePath } from './router.ts'
import { sdk } from './sdk.ts'
import { loadServerFacts, serverFacts } from './server-facts.ts'
import { readSetting, writeSetting } from './settings.ts'

const key = 'hubbub:signed-in'

/** Whether somebody signed in on this device. Whether the session is still good, the SDK finds out. */
export const isSignedIn = signal(readSetting(key) !== undefined)

/** The session ended without being asked to: the sign-in page says so. */
export const wasSignedOut = signal(false)

/** Somebody has just signed in: the page of a used link is not to be come back to. */
export function enter(): void {
  // Somebody else's, where they never signed out.
  forgetKept()
  writeSetting(key, 'yes')
  isSignedIn.value = true
  wasSignedOut.value = false
  goTo(location.pathname.startsWith('/c/rooms/') ? location.pathname : homePath, { replace: true })
}

export async function signOut(): Promise<void> {
  const client = await sdk()
  await client.signOut()
  forgetSession()
}

/** Signed out, here or elsewhere. */
export function forgetSession(): void {
  writeSetting(key, undefined)
  forgetKept()
  isSignedIn.value = false
  // Much may have changed since this page was opened; at the least it is set up now.
  serverFacts.value = undefined
  void loadServerFacts()
}
