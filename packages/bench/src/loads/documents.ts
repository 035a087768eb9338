import { request } from 'node:http'
import type { Client } from '../wire/client.ts'

/** Questions under way on each connection while documents are made. */
const DEPTH = 50

/** Makes so many small documents over these connections, as fast as they are answered. */
export async function makeDocuments(
  clients: readonly Client[],
  collection: string,
  count: number,
): Promise<void> {
  let made = 0
  await Promise.all(
    clients.flatMap((client) =>
      Array.from({ length: DEPTH }, async () => {
        while (made < count) {
          made += 1
          const data = { number: made, group: `group ${made % 1000}`, done: made % 2 === 0 }
          const words = JSON.stringify({ collection, data })
          await client.ask(made, `42/v1,${made}["document.create",${words}]`)
        }
      }),
    ),
  )
}

export interface Query {
  port: number
  token: string
  collection: string
}

/** Looks at every document and finds none; answers the status and how long it took. */
export function queryAll({ port, token, collection }: Query): Promise<{ status: number; ms: number }> {
  const startedAt = performance.now()
  const body = JSON.stringify({ filter: { field: 'number', op: 'lt', value: 0 } })
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: `/v1/collections/${collection}/query`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, ms: performance.now() - startedAt }),
        )
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}
