import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { type CommandName, commands } from './catalogue.ts'
import { events } from './events/events.ts'
import { type InvalidPart, invalidParts } from './invalid-parts.ts'

export type { InvalidPart }

/**
 * Checks against the schemas of the catalogue. Servers and tests only: the path `@hubbub/protocol/validate` is apart,
 * so that no client carries a validator. Bound the value with `checkJson` first: validators walk by recursion.
 */
export interface Validators {
  /** What is wrong with the input of a command; empty: nothing. */
  input(name: CommandName, value: unknown): InvalidPart[]
  output(name: CommandName, value: unknown): InvalidPart[]
  /** An event of namespace `/v1`; an unknown name is wrong. */
  event(name: string, value: unknown): InvalidPart[]
}

export function createValidators(): Validators {
  return {
    input: (name, value) => check(commands[name].input, value),
    output: (name, value) => check(commands[name].output, value),
    event: (name, value) => {
      const schema = payloads.get(name)
      return schema ? check(schema, value) : [{ pointer: '', detail: 'there is no such event' }]
    },
  }
}

const payloads = new Map<string, TSchema>(events.map(({ name, payload }) => [name, payload]))

/** Compiling takes about a millisecond, so it waits for the first use; all edges share what is compiled. */
const compiled = new WeakMap<TSchema, Validator>()

function check(schema: TSchema, value: unknown): InvalidPart[] {
  const validator = compiled.get(schema) ?? compile(schema)
  return validator.Check(value) ? [] : invalidParts(schema, validator.Errors(value))
}

function compile(schema: TSchema): Validator {
  const validator = Compile(schema) as Validator
  compiled.set(schema, validator)
  return validator
}
