const pageSize = 200

interface Place {
  limit: number
  after?: string
}

/** All that a list has, page by page. */
export async function* pages<Page extends { next?: string | undefined }>(
  ask: (place: Place) => Promise<Page>,
): AsyncGenerator<Page> {
  let after: string | undefined
  do {
    const page = await ask({ limit: pageSize, ...(after === undefined ? {} : { after }) })
    yield page
    after = page.next
  } while (after !== undefined)
}
