import type { Fault, Reading } from '../reading.ts'

/** What is wrong with a body, as the original's framework says it. */
export interface ToldFault extends Words {
  loc: readonly (string | number)[]
}

interface Words {
  type: string
  msg: string
  ctx?: Readonly<Record<string, number>>
}

/** Answered with 422 and all of them. */
export class FaultyBody extends Error {
  readonly faults: readonly ToldFault[]

  constructor(faults: readonly ToldFault[]) {
    super('the body has faults')
    this.faults = faults
  }
}

/** Everything was read. */
export function finish({ faults }: Reading): void {
  if (faults.length > 0) throw new FaultyBody(faults.map(told))
}

export const told = ({ place, kind, bound = 0, reason = '' }: Fault): ToldFault => ({
  loc: ['body', ...place],
  ...words[kind](bound, reason),
})

const words: Record<Fault['kind'], (bound: number, reason: string) => Words> = {
  missing: () => ({ type: 'missing', msg: 'Field required' }),
  'no-object': () => ({
    type: 'model_attributes_type',
    msg: 'Input should be a valid dictionary or object to extract fields from',
  }),
  'no-list': () => ({ type: 'list_type', msg: 'Input should be a valid list' }),
  'no-text': () => ({ type: 'string_type', msg: 'Input should be a valid string' }),
  short: (min_length) => ({
    type: 'string_too_short',
    msg: `String should have at least ${min_length} character${min_length === 1 ? '' : 's'}`,
    ctx: { min_length },
  }),
  long: (max_length) => ({
    type: 'string_too_long',
    msg: `String should have at most ${max_length} characters`,
    ctx: { max_length },
  }),
  many: (max_length) => ({
    type: 'too_long',
    msg: `List should have at most ${max_length} items`,
    ctx: { max_length },
  }),
  bad: (_bound, reason) => ({ type: 'value_error', msg: `Value error, ${reason}` }),
}
