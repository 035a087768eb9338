import type { Fault, Reading } from '../reading.ts'

/** What is wrong with a body, as the original's framework says it. */
export interface ToldFault {
  type: string
  loc: readonly (string | number)[]
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

/** Everything was read. `kind`: how the original calls a body that is no object: it knew two ways. */
export function finish({ faults }: Reading, kind: 'model' | 'dictionary' = 'model'): void {
  if (faults.length > 0) throw new FaultyBody(faults.map((fault) => told(fault, kind)))
}

export const badValue = (place: Fault['place'], reason: string): ToldFault =>
  told({ place, kind: 'bad', reason })

export const noObject = 'Input should be a valid dictionary or object to extract fields from'

function told({ place, kind, bound = 0, reason }: Fault, body: 'model' | 'dictionary' = 'model'): ToldFault {
  const loc = ['body', ...place]
  switch (kind) {
    case 'missing':
      return { type: 'missing', loc, msg: 'Field required' }
    case 'no-object':
      return body === 'dictionary' && place.length === 0
        ? { type: 'dict_type', loc, msg: 'Input should be a valid dictionary' }
        : { type: 'model_attributes_type', loc, msg: noObject }
    case 'no-list':
      return { type: 'list_type', loc, msg: 'Input should be a valid list' }
    case 'no-text':
      return { type: 'string_type', loc, msg: 'Input should be a valid string' }
    case 'short': {
      const msg = `String should have at least ${bound === 1 ? '1 character' : `${bound} characters`}`
      return { type: 'string_too_short', loc, msg, ctx: { min_length: bound } }
    }
    case 'long':
      return loc.at(-1) === 'members'
        ? {
            type: 'too_long',
            loc,
            msg: `List should have at most ${bound} items`,
            ctx: { max_length: bound },
          }
        : {
            type: 'string_too_long',
            loc,
            msg: `String should have at most ${bound} characters`,
            ctx: { max_length: bound },
          }
    case 'bad':
      return { type: 'value_error', loc, msg: `Value error, ${reason}` }
  }
}
