import type { Instance } from '../compose.ts'

/** What a verb was called with; plain data, because it may go to the running server. */
export interface VerbInput {
  args: string[]
  options: Record<string, string | boolean | string[]>
}

export interface VerbOption {
  type: 'string' | 'boolean'
  multiple?: boolean
  /** One line for the help. */
  doc: string
}

/** One thing the command line can do to a server, running or not. */
export interface Verb {
  /** One or two words: `admin create`. */
  name: string
  /** What follows the name: `NAME --scope SCOPE`. */
  usage: string
  summary: string
  /** How many arguments it takes. */
  takes: readonly [least: number, most: number]
  options?: Readonly<Record<string, VerbOption>>
  /** May begin a new store where there is none; the others would only do so in a mistyped folder. */
  begins?: boolean
  /** What only this terminal knows: a password that is typed, where a relative path begins. */
  prepare?(input: VerbInput): Promise<VerbInput>
  /** Does it, in the server's process where one runs. Answers lines to print. */
  run(instance: Instance, input: VerbInput): Promise<string[]>
}

/** The first argument, where a verb takes one. */
export function firstArgument({ args }: VerbInput): string {
  const [first] = args
  if (first === undefined) throw new Error('an argument is missing')
  return first
}

export function textOption({ options }: VerbInput, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
