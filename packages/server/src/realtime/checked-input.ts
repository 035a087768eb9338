import { checkJson, type CommandName, commands, type InputOf } from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { refuse } from '../core/refusal.ts'

const validators = createValidators()

/** Names come from the other side: a map has no prototype to be found in. */
const names: ReadonlyMap<unknown, CommandName> = new Map(
  (Object.keys(commands) as CommandName[])
    .filter((name) => !('restOnly' in commands[name]))
    .map((name) => [name, name]),
)

const refusedKeys: ReadonlySet<string> = new Set(['__proto__'])

/** The command that an event asks for. */
export function commandNamed(event: unknown): CommandName {
  const name = names.get(event)
  if (name === undefined) throw refuse('request.unknown-command')
  return name
}

/** The one object of an event; nothing is an empty one. Bounded before validators walk it, which they do by recursion. */
export function checkedInput<N extends CommandName>(
  name: N,
  args: readonly unknown[],
  bounds: { depth: number; nodes: number },
): InputOf<N> {
  if (args.length > 1) throw refuse('request.invalid', { detail: 'Send one object.' })
  const input = args.length === 0 ? {} : args[0]
  const fault = checkJson(input, { ...bounds, refuseKeys: refusedKeys })
  if (fault) throw refuse('request.invalid', { errors: [{ pointer: fault.pointer, detail: fault.detail }] })
  const wrong = validators.input(name, input)
  if (wrong.length > 0) throw refuse('request.invalid', { errors: wrong })
  return input as InputOf<N>
}
