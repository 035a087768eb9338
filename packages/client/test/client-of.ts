import type { TestContext } from 'node:test'
import { type Client, type ClientOptions, createClient, memoryStorage } from '../src/index.ts'
import type { ScriptedServer } from './scripted-server.ts'

/** A client that ends with its test. */
export function clientOf(
  t: TestContext,
  server: Pick<ScriptedServer, 'url'>,
  options: ClientOptions = {},
): Client {
  const client = createClient({
    url: server.url,
    token: 'a token',
    storage: memoryStorage(),
    transports: ['websocket'],
    ...options,
  })
  t.after(() => client.close())
  return client
}

/** Waits until the client's status is this. */
export function becomes(client: Client, status: Client['status']): Promise<void> {
  return new Promise((resolve) => {
    if (client.status === status) return resolve()
    const off = client.on('status', (now) => {
      if (now !== status) return
      off()
      resolve()
    })
  })
}
