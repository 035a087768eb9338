import type { NoticeData, WorkerScope } from './worker-scope.ts'

/** Filled in by the build: its name, its files, and the script that its page begins with. */
declare const BUILD: string
declare const FILES: readonly string[]
declare const SCRIPT: string
declare const self: WorkerScope

/**
 * The page and its files without a network. The page is always asked of the server first, so that a client is never
 * older than its server; only where there is no answer does the kept one show. It stands before addresses under `/c/`
 * alone, and everything that is asked of the server's interface passes it by.
 */
const page = '/c/'
const name = `hubbub-web-${BUILD}`
/** With the build before it: a page that is open still loads its parts. */
const keptMost = 2

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(page)))
  else if (pathname.startsWith('/c/assets/'))
    event.respondWith(caches.match(request, { ignoreVary: true }).then((found) => found ?? fetch(request)))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openRoom(event.notification.data))
})

async function keep(): Promise<void> {
  const answer = await fetch(page, { cache: 'no-cache' })
  const text = await answer.clone().text()
  // Between two builds: the next attempt finds one of them.
  if (!answer.ok || !text.includes(SCRIPT)) throw new Error('the page is of another build')
  const cache = await caches.open(name)
  await cache.addAll([...FILES])
  await cache.put(page, answer)
}

async function dropOld(): Promise<void> {
  const names = (await caches.keys()).filter((one) => one.startsWith('hubbub-web-') && one !== name)
  await Promise.all(names.slice(0, Math.max(0, names.length - keptMost + 1)).map((one) => caches.delete(one)))
}

async function kept(path: string): Promise<Response> {
  const cache = await caches.open(name)
  return (await cache.match(path, { ignoreVary: true })) ?? Response.error()
}

/** In the window that is open, else in a new one. */
async function openRoom({ path }: NoticeData): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!open) return void (await self.clients.openWindow(path))
  // A browser that does not let it come to the front still shows the room.
  await open.focus().catch(() => undefined)
  open.postMessage({ open: path })
}
