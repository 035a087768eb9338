import assert from 'node:assert/strict'
import { type CommandName, commands, type ErrorCode, type InputOf, type OutputOf } from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { jsonOf } from '../src/core/encoded.ts'
import { Refusal } from '../src/core/refusal.ts'

const validators = createValidators()

export interface Asked<N extends CommandName> {
  command: N
  input: InputOf<N>
  /** What any command may be refused with, beside its own errors. */
  anywhere: readonly ErrorCode[]
}

/** Asks; input, answer and refusal are held against the catalogue. */
export async function askChecked<N extends CommandName>(
  { command, input, anywhere }: Asked<N>,
  ask: () => Promise<unknown>,
): Promise<OutputOf<N>> {
  assert.deepEqual(validators.input(command, input), [], `${command}: the input fits its schema`)
  try {
    const answer: unknown = JSON.parse(jsonOf(await ask()))
    const wrong = validators.output(command, answer)
    if (wrong.length > 0) assert.fail(`${command}: ${JSON.stringify(wrong)} in ${JSON.stringify(answer)}`)
    return answer as OutputOf<N>
  } catch (refusal) {
    if (refusal instanceof Refusal) {
      const known: readonly string[] = [...commands[command].errors, ...anywhere]
      assert.ok(known.includes(refusal.code), `${command} may be refused with ${refusal.code}`)
    }
    throw refusal
  }
}

/** The code of the refusal that something ends in. */
export async function codeOf(asking: Promise<unknown>, what = 'it'): Promise<ErrorCode> {
  try {
    await asking
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.code
    throw refusal
  }
  return assert.fail(`${what} was not refused`)
}
