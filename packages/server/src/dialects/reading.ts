import type { JsonObject } from '@hubbub/protocol'

/** One thing that is wrong with a body, without what was sent: it may be a secret. Each dialect has words of its own. */
export interface Fault {
  /** Names and numbers on the way to it; none is the body itself. */
  place: readonly (string | number)[]
  kind: 'missing' | 'no-object' | 'no-list' | 'no-text' | 'short' | 'long' | 'many' | 'bad'
  /** How short or long it may be. */
  bound?: number
  /** Why it is not to be taken. */
  reason?: string
}

interface TextRule {
  shortest?: number
  longest?: number
  /** Why it is not to be taken; undefined: it is. */
  judge?(text: string): string | undefined
}

/** Reads the fields of a JSON object and keeps what is wrong with any of them, to tell it all at once. */
export class Reading {
  readonly faults: Fault[]
  readonly #fields: Readonly<Record<string, unknown>> | undefined
  readonly #place: Fault['place']

  constructor(body: unknown, place: Fault['place'] = [], faults: Fault[] = []) {
    this.faults = faults
    this.#place = place
    this.#fields = isObject(body) ? body : undefined
    if (!this.#fields) faults.push({ place, kind: body === undefined ? 'missing' : 'no-object' })
  }

  has(name: string): boolean {
    return this.value(name) !== undefined
  }

  /** Its own, never what every object has. */
  value(name: string): unknown {
    return fieldIn(this.#fields, name)
  }

  /** A text that must be there; empty where it is faulty. */
  text(name: string, rule: TextRule = {}): string {
    if (!this.has(name)) this.add('missing', [name])
    return this.optionalText(name, rule) ?? ''
  }

  optionalText(name: string, { shortest = 0, longest, judge }: TextRule = {}): string | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    if (typeof value !== 'string') {
      this.add('no-text', [name])
      return undefined
    }
    // In characters, as people count them.
    const length = Array.from(value).length
    const reason = judge?.(value)
    if (length < shortest) this.add('short', [name], { bound: shortest })
    else if (longest !== undefined && length > longest) this.add('long', [name], { bound: longest })
    else if (reason !== undefined) this.add('bad', [name], { reason })
    return value
  }

  /** A part that is an object itself; undefined where there is none. */
  part(name: string): Reading | undefined {
    const value = this.value(name)
    if (value === undefined || value === null) return undefined
    return new Reading(value, [...this.#place, name], this.faults)
  }

  list(name: string, longest: number): readonly unknown[] {
    const value = this.value(name) ?? []
    if (Array.isArray(value) && value.length <= longest) return value
    this.add(Array.isArray(value) ? 'many' : 'no-list', [name], { bound: longest })
    return []
  }

  add(kind: Fault['kind'], place: Fault['place'], more: Pick<Fault, 'bound' | 'reason'> = {}): void {
    // Nothing is said of the fields of what is no object.
    if (this.#fields) this.faults.push({ place: [...this.#place, ...place], kind, ...more })
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field of an object's own; undefined also of what is no object. */
export const fieldIn = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
