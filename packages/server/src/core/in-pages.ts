import type { Page } from './ports/store.ts'

/** Everything that a read by pages gives, from `after` on. Pages are read one at a time, when they are asked for. */
export async function* inPages<T extends { id: string }>(
  read: (page: Page) => Promise<T[]>,
  { after: start, limit = 500 }: Partial<Page> = {},
): AsyncGenerator<T[]> {
  for (let after = start; ; ) {
    const page = await read({ after, limit })
    yield page
    if (page.length < limit) return
    after = page.at(-1)?.id
  }
}
