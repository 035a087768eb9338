import type { DoorAnswer } from './door.ts'

/** A JSON list, sent page by page. `form` makes of each item what is shown. */
export const jsonList = <T>(
  pages: AsyncIterable<readonly T[]>,
  form: (item: T) => unknown = (item) => item,
): DoorAnswer => listOfTexts(inTexts(pages, form))

async function* inTexts<T>(
  pages: AsyncIterable<readonly T[]>,
  form: (item: T) => unknown,
): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((item) => JSON.stringify(form(item))).join(',')
}

/** The same of pages that are the items of a JSON list already. */
export const listOfTexts = (pages: AsyncIterable<string>): DoorAnswer => ({
  status: 200,
  stream: inPieces(pages),
})

async function* inPieces(pages: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '['
  for await (const page of pages) {
    if (page === '') continue
    yield before + page
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}
