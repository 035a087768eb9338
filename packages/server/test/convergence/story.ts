import fc from 'fast-check'

/** What may happen, in small numbers that are taken modulo what there is. */
export type Deed =
  | { does: 'write'; who: number; what: Write; room: number; which: number; whom: number }
  | { does: 'turn'; writes: Extract<Deed, { does: 'write' }>[] }
  | { does: 'connect' | 'cut' | 'overflow'; who: number }
  | { does: 'deliver' | 'serve'; who: number; count: number }
  | { does: 'purge' | 'restart' | 'backup' | 'restore' | 'clean up' }

const writes = [
  'say',
  'say to',
  'edit',
  'delete',
  'join',
  'leave',
  'add',
  'remove',
  'ban',
  'unban',
  'promote',
  'rename',
  'read',
  'star',
  'create room',
  'delete room',
  'put',
  'merge',
  'drop',
] as const
export type Write = (typeof writes)[number]

const small = fc.nat({ max: 9 })
const person = fc.nat({ max: 2 })

const write = fc.record({
  does: fc.constant('write' as const),
  who: person,
  // Talk is the most of it, as it is in life.
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('say' as const) },
    { weight: 5, arbitrary: fc.constantFrom(...writes) },
  ),
  room: small,
  which: small,
  whom: person,
})

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 10, arbitrary: write },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('turn' as const),
      writes: fc.array(write, { minLength: 2, maxLength: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('deliver' as const, 'serve' as const),
      who: person,
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('connect' as const, 'cut' as const, 'overflow' as const),
      who: person,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'purge' as const,
        'restart' as const,
        'backup' as const,
        'restore' as const,
        'clean up' as const,
      ),
    }),
  },
)

export const stories = fc.array(deed, { minLength: 5, maxLength: 60, size: 'max' })
