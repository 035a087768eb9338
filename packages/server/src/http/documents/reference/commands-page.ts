import type { Command } from '@hubbub/protocol'
import { accessWords, allCommands, areaOf, areas } from '../catalogue-facts.ts'
import { jsonSchema } from '../named-schemas.ts'
import { type Block, heading, type Page } from './blocks.ts'
import { fieldRows, typeWords } from './type-words.ts'

export const commandsPage: Page = {
  path: '/commands',
  title: 'Commands',
  lead: `All ${allCommands.length} commands, by what they are about. Each is the same on REST, on the socket and in the SDK.`,
  blocks: () => areas.flatMap(areaBlocks),
}

function areaBlocks(area: string): Block[] {
  const commands = allCommands.filter((command) => areaOf(command) === area)
  return [heading(2, area, area), ...commands.flatMap(commandBlocks)]
}

function commandBlocks(command: Command): Block[] {
  const { name, summary, http, scope, rule, errors, since } = command
  const ways = [
    http ? `REST: \`${http.method} ${http.path}\`${answerStatus(command)}` : 'REST: none, a socket only',
    command.restOnly ? 'socket: none' : `socket: \`${name}\``,
  ]
  return [
    heading(3, name, name),
    { text: summary },
    {
      list: [
        ...ways,
        `who: ${accessWords[command.access]} ${rule}`,
        scope === 'none' ? 'API keys: not with a key' : `API keys: scope \`${scope}\``,
        `since ${since}`,
      ],
    },
    ...inputBlocks(command),
    ...outputBlocks(command),
    { text: `Errors of its own: ${errors.length === 0 ? 'none' : errors.map(errorLink).join(', ')}.` },
  ]
}

function answerStatus({ http }: Command): string {
  return http?.status === undefined || http.status === 200 ? '' : `, answers ${http.status}`
}

const errorLink = (code: string): string => `[\`${code}\`](/docs/errors#${code})`

function inputBlocks({ input }: Command): Block[] {
  const rows = fieldRows(jsonSchema(input))
  return rows.length === 0
    ? [{ text: 'Input: nothing.' }]
    : [{ head: ['Input', 'Type', 'Needed', 'Meaning'], rows }]
}

function outputBlocks({ output }: Command): Block[] {
  const schema = jsonSchema(output)
  const rows = fieldRows(schema)
  const words = typeWords(schema)
  if (words.startsWith('[')) return [{ text: `Result: ${words}.` }]
  return rows.length === 0
    ? [{ text: 'Result: an empty object.' }]
    : [{ head: ['Result', 'Type', 'Always', 'Meaning'], rows }]
}
