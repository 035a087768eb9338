import type {
  AnswerDescription,
  EventDescription,
  RouteDescription,
  Shape,
} from '../../../core/ports/contract-description.ts'
import type { JsonSchema } from '../named-schemas.ts'
import { schemaIn } from '../older/contract-schemas.ts'
import type { DescribedContract } from '../older/described-contract.ts'
import { type Block, heading, type Page } from './blocks.ts'
import { accessBlocks } from './older-page.ts'
import { fieldRows, shapeAnchor, typeWords } from './type-words.ts'

/** One older contract: routes with every answer, events, shapes. */
export function contractPage(contract: DescribedContract): Page {
  const { name, description } = contract
  return {
    path: `/${name}`,
    under: '/older',
    title: name,
    lead: `${description.title}. ${description.summary}`,
    blocks: (exposures) => [
      ...accessBlocks(contract, exposures?.get(name)),
      heading(2, 'Routes', 'routes'),
      { text: 'Both slash forms of every path answer alike, without a redirect.' },
      ...description.routes.flatMap((route) => routeBlocks(contract, route)),
      heading(2, 'Refusals', 'refusals'),
      { text: 'Any route may also answer:' },
      answersTable(contract, description.refusals),
      ...eventBlocks(contract),
      heading(2, 'Shapes', 'shapes'),
      ...Object.entries(description.shapes).flatMap((entry) => shapeBlocks(contract, entry)),
    ],
  }
}

const needsWords: Readonly<Record<RouteDescription['needs'], string>> = {
  nothing: 'no token, no key',
  token: 'a token of this contract in `Authorization`',
  key: 'a key where the contract is protected',
}

function routeBlocks(contract: DescribedContract, route: RouteDescription): Block[] {
  const { method, paths, summary, needs, query = {}, body, answers } = route
  const [path = '', ...others] = paths
  const words = `${method} ${path}`
  const queryRows = Object.entries(query).map(([name, { shape, meaning }]) => [
    `\`${name}\``,
    wordsOf(contract, shape),
    meaning,
  ])
  return [
    heading(3, words, anchorOf(words)),
    { text: summary },
    {
      list: [`needs: ${needsWords[needs]}`, ...others.map((other) => `the same: \`${method} ${other}\``)],
    },
    ...(queryRows.length > 0 ? [{ head: ['Query', 'Type', 'Meaning'], rows: queryRows }] : []),
    ...(body
      ? [{ text: `Body: ${wordsOf(contract, body.shape)}, for example:` }, exampleBlock(body.example)]
      : []),
    answersTable(contract, answers),
  ]
}

function answersTable(contract: DescribedContract, answers: readonly AnswerDescription[]): Block {
  return {
    head: ['Status', 'When', 'Body', 'Example'],
    rows: answers.map(({ status, when, shape, example }) => [
      `\`${status}\``,
      when,
      shape ? wordsOf(contract, shape) : 'empty',
      shape ? `\`${JSON.stringify(example)}\`` : '',
    ]),
  }
}

function eventBlocks(contract: DescribedContract): Block[] {
  const { events } = contract.description
  if (events.length === 0)
    return [heading(2, 'Events', 'events'), { text: 'None: this contract has no socket.' }]
  const from = (side: EventDescription['from']) => events.filter((event) => event.from === side)
  const sent = from('client')
  return [
    ...(sent.length > 0 ? [heading(2, 'Events that clients send', 'sent-events')] : []),
    ...sent.flatMap((event) => oneEvent(contract, event)),
    heading(2, 'Events that clients hear', 'heard-events'),
    ...from('server').flatMap((event) => oneEvent(contract, event)),
  ]
}

function oneEvent(contract: DescribedContract, event: EventDescription): Block[] {
  const { name, from, namespaces, summary, payload, example, to, ack } = event
  return [
    heading(3, name, `${from}-${name}`),
    { text: to === undefined ? summary : `${summary} To: ${to}.` },
    {
      list: [
        `namespace ${namespaces.map((one) => `\`${one}\``).join(' and ')}`,
        `payload: ${wordsOf(contract, payload)}`,
        ...(from === 'server'
          ? []
          : [`acknowledgement: ${ack ? wordsOf(contract, ack) : 'called without arguments'}`]),
      ],
    },
    exampleBlock(example),
  ]
}

const exampleBlock = (example: unknown): Block => ({ code: JSON.stringify(example, null, 2), lang: 'json' })

function shapeBlocks(contract: DescribedContract, [name, shape]: [string, Shape]): Block[] {
  const schema = schemaIn(contract, shape)
  const rows = fieldRows(schema)
  const more =
    schema['additionalProperties'] === false ? 'Nothing else is in it.' : 'Further fields may be there.'
  return [
    heading(3, name, shapeAnchor(name)),
    ...(schema.description ? [{ text: `${capital(schema.description)}.` }] : []),
    rows.length > 0
      ? { head: ['Field', 'Type', 'Always', 'Meaning'], rows }
      : { text: `Is: ${typeWords(schema)}.` },
    ...(rows.length > 0 ? [{ text: more }] : []),
  ]
}

const wordsOf = (contract: DescribedContract, shape: Shape): string =>
  typeWords(schemaIn(contract, shape) as JsonSchema)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const anchorOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-+$/, '')
