/** A JSON list in pieces: one for each page. `form` makes of each item what is shown. */
export async function* jsonList<T>(
  pages: AsyncIterable<readonly T[]>,
  form: (item: T) => unknown = (item) => item,
): AsyncGenerator<string> {
  let before = '['
  for await (const page of pages) {
    if (page.length === 0) continue
    yield before + page.map((item) => JSON.stringify(form(item))).join(',')
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}
