import { checkJson, type CommandName, type InputOf, type JsonBounds } from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { refuse } from '../../core/refusal.ts'

const validators = createValidators()

const refuseKeys: ReadonlySet<string> = new Set(['__proto__'])

/**
 * The input as its command's schema says it is. Asked for every request whatever its headers were: validation that
 * depends on a content type can be talked out of it. Bounds first, because validators recurse.
 */
export function checkedInput<N extends CommandName>(
  name: N,
  input: Record<string, unknown>,
  bounds: JsonBounds,
): InputOf<N> {
  const fault = checkJson(input, { ...bounds, refuseKeys })
  if (fault) throw refuse('request.invalid', { errors: [{ pointer: fault.pointer, detail: fault.detail }] })
  const wrong = validators.input(name, input)
  if (wrong.length > 0) throw refuse('request.invalid', { errors: wrong })
  return input as InputOf<N>
}
