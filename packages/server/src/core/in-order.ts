/** What a page of a list by id says of an item's place in time. */
export interface Timed {
  id: string
  /** Grows with every item that is made; tells items of one second apart. */
  order: number
}

/**
 * Pages in the order in which their items were made, or from the newest on. Ids begin with the second of their making
 * and the pages come in order of ids, so only the items of one second wait for each other.
 */
export async function* inOrder<T extends Timed>(
  pages: AsyncIterable<readonly T[]>,
  { newestFirst = false } = {},
): AsyncGenerator<T[]> {
  const sorted = (items: T[]): T[] => items.sort(newestFirst ? (a, b) => byTime(b, a) : byTime)
  let sameSecond: T[] = []
  for await (const page of pages) {
    const waiting = [...sameSecond, ...page]
    const last = secondOf(waiting.at(-1))
    sameSecond = waiting.filter((one) => secondOf(one) === last)
    yield sorted(waiting.slice(0, waiting.length - sameSecond.length))
  }
  yield sorted(sameSecond)
}

const secondOf = (item: Timed | undefined): string => item?.id.slice(0, 8) ?? ''

function byTime(one: Timed, other: Timed): number {
  const [a, b] = [secondOf(one), secondOf(other)]
  return a === b ? one.order - other.order : a < b ? -1 : 1
}
