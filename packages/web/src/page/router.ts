import { computed, signal } from '@preact/signals'
import { isOutdated } from './freshness.ts'

/** Where the chat begins: below `/c/`, which is all that the service worker stands before. */
export const homePath = '/c/'

const path = signal(location.pathname)

/** Where we are. The server answers all of these with the same page. */
export type Route =
  | { name: 'home' | 'setup' | 'join' | 'password' | 'register' | 'not-found' }
  | { name: 'room'; room: string }

export const route = computed<Route>(() => routeOf(path.value))

function routeOf(pathname: string): Route {
  switch (pathname) {
    case '/':
    case homePath:
      return { name: 'home' }
    case '/c/setup':
      return { name: 'setup' }
    case '/c/join':
      return { name: 'join' }
    case '/c/password':
      return { name: 'password' }
    case '/c/register':
      return { name: 'register' }
    default: {
      const [, room] = /^\/c\/rooms\/([a-z0-9-]{1,40})$/.exec(pathname) ?? []
      return room === undefined ? { name: 'not-found' } : { name: 'room', room }
    }
  }
}

export const roomPath = (room: string): string => `/c/rooms/${room}`

export function goTo(target: string, { replace = false } = {}): void {
  if (target === location.pathname + location.hash) return
  history[replace ? 'replaceState' : 'pushState'](null, '', target)
  path.value = location.pathname
}

/** Links of our own change the screen without loading the page again; everything else is the browser's. */
export function followLinks(): void {
  addEventListener('popstate', () => {
    path.value = location.pathname
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    // Then the browser loads the page anew, and with it the newer build.
    if (isOutdated.value) return
    if (link.target || link.origin !== location.origin || !isOurs(link.pathname)) return
    event.preventDefault()
    goTo(link.pathname)
  })
}

const isOurs = (pathname: string): boolean => pathname === '/' || pathname.startsWith('/c/')
