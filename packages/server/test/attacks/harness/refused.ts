import type { CommandName, ErrorCode } from '@hubbub/protocol'
import { type Answer, assertRefused } from './answer.ts'
import type { Fields } from './json-text.ts'
import { hasRoute } from './rest-client.ts'
import type { Person, Target } from './target.ts'

export interface Tried {
  /** Who asks on REST; nobody where it is left out. */
  by?: Person | undefined
  /** Who holds the connection on which it is asked too; `by` where it is left out. */
  over?: Person | undefined
  name: CommandName
  inputs: readonly Fields[]
  codes: readonly ErrorCode[]
}

/** Every one of these is refused, on each way there is, as one of these codes, and alike on all of them. */
export async function refusedBoth(
  target: Target,
  { by, over = by, name, inputs, codes }: Tried,
): Promise<void> {
  for (const fields of inputs) {
    const answers: Answer[] = []
    if (hasRoute(name)) answers.push(await target.ask('rest', by, name, fields))
    if (over) answers.push(await target.ask('socket', over, name, fields))
    for (const answer of answers) assertRefused(answer, ...codes)
  }
}
