import fc from 'fast-check'

/** One change somewhere inside a value: what almost fits finds more than what fits nowhere. */
interface Change {
  /** Which of the value's places, counted through. */
  place: number
  how: 'replace' | 'remove' | 'add' | 'wrap' | 'double'
  with: unknown
}

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1.5, -0, 2 ** 53, 1e300, '', '0', 'null', [], {}, [[]], '\0', '\ud800'],
    ...[
      { $gt: '' },
      { length: 1e9 },
      { toString: 1 },
      { valueOf: 1 },
      'x'.repeat(20_000),
      '__proto__',
      'a'.repeat(24),
    ],
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.string({ unit: 'binary', maxLength: 30 }),
)

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat({ max: 60 }),
  how: fc.constantFrom('replace', 'remove', 'add', 'wrap', 'double'),
  with: odd,
})

export const nearMisses = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) => changes.reduce(changed, value))

function changed(value: unknown, { place, how, with: other }: Change): unknown {
  const places = placesIn(value)
  const [holder, key] = places[place % Math.max(1, places.length)] ?? []
  if (holder === undefined || key === undefined) return how === 'replace' ? other : value
  const copy = structuredClone(value)
  const [inside, at] = placesIn(copy)[place % places.length] ?? []
  if (inside === undefined || at === undefined) return value
  alter(inside, at, how, other)
  return copy
}

type Holder = Record<string, unknown>

function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Holder
  return Object.keys(holder).flatMap((key): [Holder, string][] => [[holder, key], ...placesIn(holder[key])])
}

function alter(holder: Holder, key: string, how: Change['how'], other: unknown): void {
  switch (how) {
    case 'replace':
      return put(holder, key, other)
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return
    case 'add':
      return put(holder, typeof other === 'string' ? other.slice(0, 40) : 'more', other)
    case 'wrap':
      return put(holder, key, [holder[key]])
    case 'double':
      if (Array.isArray(holder)) holder.push(holder[Number(key)])
      else put(holder, `${key}${key}`, holder[key])
  }
}

function put(holder: Holder, key: string, value: unknown): void {
  if (Array.isArray(holder) && !/^\d{1,3}$/.test(key)) holder.push(value)
  else Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true })
}
