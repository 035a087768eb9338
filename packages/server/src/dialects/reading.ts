/** One thing that is wrong with a body, in the words of the framework of chatrooms, without what was sent: it may be a secret. */
export interface Fault {
  type: string
  loc: readonly (string | number)[]
  msg: string
  ctx?: Readonly<Record<string, number>>
}

export const fault = (type: string, loc: Fault['loc'], msg: string, ctx?: Fault['ctx']): Fault =>
  ctx ? { type, loc, msg, ctx } : { type, loc, msg }

export class FaultyBody extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super('the body has faults')
    this.faults = faults
  }
}

interface TextRule {
  shortest?: number
  longest?: number
  /** Why it is not to be taken; undefined: it is. */
  judge?(text: string): string | undefined
}

type Place = readonly (string | number)[]

/** Reads the fields of a body and keeps what is wrong with any of them, to tell it all at once. */
export class Reading {
  readonly faults: Fault[]
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #place: Place

  private constructor(fields: Readonly<Record<string, unknown>>, place: Place, faults: Fault[]) {
    this.#fields = fields
    this.#place = place
    this.faults = faults
  }

  /** `kind`: how the original calls a body that is no object: it knew two ways. */
  static of(body: unknown, kind: 'model' | 'dictionary' = 'model'): Reading {
    if (body === undefined) throw new FaultyBody([fault('missing', ['body'], 'Field required')])
    if (!isObject(body)) throw new FaultyBody([noObject(['body'], kind)])
    return new Reading(body, ['body'], [])
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name) && this.#fields[name] !== undefined
  }

  value(name: string): unknown {
    return this.has(name) ? this.#fields[name] : undefined
  }

  /** A text that must be there; empty where it is faulty, which `done` tells. */
  text(name: string, rule: TextRule = {}): string {
    if (this.has(name)) return this.optionalText(name, rule) ?? ''
    this.add('missing', [name], 'Field required')
    return ''
  }

  optionalText(name: string, { shortest = 0, longest, judge }: TextRule = {}): string | undefined {
    if (!this.has(name)) return undefined
    const value = this.#fields[name]
    if (typeof value !== 'string') {
      this.add('string_type', [name], 'Input should be a valid string')
      return undefined
    }
    const length = Array.from(value).length
    const reason = judge?.(value)
    if (length < shortest) this.add(...tooShort(name, shortest))
    else if (longest !== undefined && length > longest) this.add(...tooLong(name, longest))
    else if (reason !== undefined) this.add('value_error', [name], `Value error, ${reason}`)
    return value
  }

  /** A part that is an object itself; undefined where there is none. */
  part(name: string): Reading | undefined {
    const value = this.value(name)
    if (value === undefined || value === null) return undefined
    if (isObject(value)) return new Reading(value, [...this.#place, name], this.faults)
    this.faults.push(noObject([...this.#place, name], 'model'))
    return undefined
  }

  add(type: string, place: Place, msg: string, ctx?: Fault['ctx']): void {
    this.faults.push(fault(type, [...this.#place, ...place], msg, ctx))
  }

  /** Everything was read. */
  done(): void {
    if (this.faults.length > 0) throw new FaultyBody(this.faults)
  }
}

type Added = [type: string, place: Place, msg: string, ctx: Fault['ctx']]

const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`)

const tooShort = (name: string, least: number): Added => [
  'string_too_short',
  [name],
  `String should have at least ${characters(least)}`,
  { min_length: least },
]

const tooLong = (name: string, most: number): Added => [
  'string_too_long',
  [name],
  `String should have at most ${characters(most)}`,
  { max_length: most },
]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const noObject = (loc: Place, kind: 'model' | 'dictionary'): Fault =>
  kind === 'dictionary'
    ? fault('dict_type', loc, 'Input should be a valid dictionary')
    : fault(
        'model_attributes_type',
        loc,
        'Input should be a valid dictionary or object to extract fields from',
      )
