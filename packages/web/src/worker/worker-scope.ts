/**
 * What the service worker uses of where it runs. The library that describes all of it cannot stand beside the one of
 * pages in one program.
 */
export interface WorkerScope {
  location: Location
  clients: {
    claim(): Promise<void>
    matchAll(wanted: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenWindow[]>
    openWindow(path: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof WorkerEvents>(
    name: Name,
    listener: (event: WorkerEvents[Name]) => void,
  ): void
}

interface OpenWindow {
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

interface Waiting {
  waitUntil(work: Promise<unknown>): void
}

interface WorkerEvents {
  install: Waiting
  activate: Waiting
  fetch: { request: Request; respondWith(answer: Promise<Response>): void }
  notificationclick: Waiting & { notification: { data: NoticeData; close(): void } }
}

/** Goes with a notification: where a click on it leads. */
export interface NoticeData {
  path: string
}
