import type { Page } from 'playwright-core'
import { until } from './until.ts'

/** What this browser keeps of the last rooms: the list of them, and each one that was looked at. */
export function keptKeys(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'hubbub')) return []
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('hubbub')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const request = database.transaction('rooms').objectStore('rooms').getAllKeys()
      request.onsuccess = () => resolve(request.result)
    })
    database.close()
    return keys.map(String)
  })
}

/** Waits until the page's files and its last rooms are kept. Answers how far the service worker reaches. */
export async function untilKept(page: Page): Promise<string> {
  await untilWorking(page)
  await until('the last rooms are kept', async () => (await keptKeys(page)).length > 1)
  return page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/c/'))?.scope ?? '')
}

/** Waits until the service worker has taken up its work. */
export const untilWorking = (page: Page) =>
  until('the service worker is active', () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/c/')
      return registration?.active?.state === 'activated'
    }),
  )

/** Waits until what goes on beside the conversation has begun. */
export const untilTelling = (page: Page) =>
  until('a tab tells of news', () =>
    page.evaluate(async () => {
      const { held = [] } = await navigator.locks.query()
      return held.some(({ name }) => name === 'hubbub:notifier')
    }),
  )
