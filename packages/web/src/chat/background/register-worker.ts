import { goTo } from '../../page/router.ts'

const address = '/c/worker.js'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string
  }
}

/** The one address that the page's policy lets through. */
function trustedAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  if (!trustedTypes) return address
  return trustedTypes.createPolicy('hubbub', { createScriptURL: () => address }).createScriptURL(address)
}

let registering: Promise<unknown> | undefined

/** Keeps the page for when there is no network. Where it may not (plain http, a private window), all else works. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return
  registering ??= navigator.serviceWorker.register(trustedAddress()).catch(() => undefined)
  navigator.serviceWorker.addEventListener('message', opened)
}

/** Somebody chose a notification. */
function opened({ data }: MessageEvent<unknown>): void {
  const isWay = typeof data === 'object' && data !== null && 'open' in data && typeof data.open === 'string'
  if (isWay && String(data.open).startsWith('/c/rooms/')) goTo(String(data.open))
}
