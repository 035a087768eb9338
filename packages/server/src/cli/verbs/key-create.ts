import { type Scope, scopes } from '@hubbub/protocol'
import { createBotKey } from '../../core/accounts/bots/create-key.ts'
import { jsonOf } from '../../core/encoded.ts'
import { CommandFault } from '../command-fault.ts'
import { firstArgument, textOption, type Verb, type VerbInput } from '../verb.ts'

export const keyCreate: Verb = {
  name: 'key create',
  usage: 'BOT --scope SCOPE [--scope …] [--label TEXT]',
  summary: 'makes an API key for a bot, and the bot where there is none of that name; the key is shown once',
  takes: [1, 1],
  options: {
    scope: { type: 'string', multiple: true, doc: `what the key may: ${scopes.join(', ')}` },
    label: { type: 'string', doc: 'what the key is for' },
  },
  async prepare(input) {
    wantedScopes(input)
    return input
  },
  async run({ ports }, input) {
    const answer = await createBotKey(ports, {
      bot: firstArgument(input),
      name: textOption(input, 'label') ?? 'made on the command line',
      scopes: wantedScopes(input),
    })
    const { secret } = JSON.parse(jsonOf(answer)) as { secret: string }
    return [secret, 'Shown once. Send it as: Authorization: Bearer …']
  },
}

function wantedScopes({ options }: VerbInput): Scope[] {
  const given = [options['scope'] ?? []].flat().flatMap((word) => String(word).split(','))
  const known = given.filter((word): word is Scope => (scopes as readonly string[]).includes(word))
  if (given.length > 0 && known.length === given.length) return known
  throw new CommandFault(2, `Give at least one --scope of: ${scopes.join(', ')}.`, 'cli.usage')
}
