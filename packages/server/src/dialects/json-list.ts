import type { DoorAnswer } from './door.ts'

/** A JSON list, sent page by page. `form` makes of each item what is shown. */
export const jsonList = <T>(
  pages: AsyncIterable<readonly T[]>,
  form: (item: T) => unknown = (item) => item,
): DoorAnswer => ({ status: 200, stream: inPieces(pages, form) })

async function* inPieces<T>(
  pages: AsyncIterable<readonly T[]>,
  form: (item: T) => unknown,
): AsyncGenerator<string> {
  let before = '['
  for await (const page of pages) {
    if (page.length === 0) continue
    yield before + page.map((item) => JSON.stringify(form(item))).join(',')
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}
