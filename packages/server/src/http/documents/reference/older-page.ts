import type { Exposure } from '../../../core/ports/door.ts'
import type { DescribedContract } from '../older/described-contract.ts'
import { type Block, heading, type Page } from './blocks.ts'

/** What the older contracts are, and which of them ask for a key. */
export function olderPage(contracts: readonly DescribedContract[]): Page {
  return {
    path: '/older',
    title: 'Older APIs',
    lead: 'The server also answers the clients of older services, unchanged and on the same port: they change their base URL. All work on the core of the native API.',
    blocks: (exposures) => [
      {
        head: ['Contract', 'What it is', 'Where', 'Who may ask'],
        rows: contracts.map(({ name, description }) => [
          `[${name}](/docs/${name})`,
          `${description.title}. ${description.summary}`,
          placesOf(description.routes.flatMap(({ paths }) => paths)),
          description.access === 'key' ? 'anybody where open, else who has a key' : 'who signs in to it',
        ]),
      },
      ...demoBlocks(contracts),
      heading(2, 'Open and protected', 'open-and-protected'),
      ...nowBlocks(contracts, exposures),
      {
        list: [
          'Open: the server listens on loopback addresses only, no public URL and no trusted proxy is configured, and the request carries no `Forwarded`, `X-Forwarded-*`, `X-Real-IP` or `Via` header. Otherwise a contract is protected.',
          `\`--open ${contracts.map(({ name }) => name).join(',')}\` (\`HUBBUB_OPEN\`) opens contracts by name, wherever the server stands.`,
          `Where they are protected ${listed(contracts, 'key')} ask for a key on every route and event, and tell only sockets that showed one: an API key or a native access token in \`Authorization: Bearer\` or \`X-Api-Key\`, on sockets in \`auth.token\` or those headers. The refusal is 401 \`{"message":"An API key is required"}\`.`,
          `${listed(contracts, 'token')} sign people in by themselves and are the same in both modes, but for new people: protected, lobby logins need guests to be on (403 \`{"error":"Guests are not allowed on this server"}\`) and chatrooms registration needs sign-up to be open (403 \`{"detail":"Registration is closed on this server."}\`).`,
          'A contract without sign-in reads its own collection or accounts and changes only what it made. Each has a quota of rows and bytes.',
          'A socket whose page is of a foreign origin is given lobby-chat and chatrooms only.',
        ],
      },
      heading(2, 'One socket for all', 'socket'),
      {
        text: 'Socket.IO at `/socket.io/`, namespace `/`; chatrooms also on the namespace `/socket.io`. Names of events do not collide, but for `error`, which goes to the socket that asked and always has a `message`. A handshake without a token is anonymous; `auth.token` with neither a contract’s token nor a key is refused.',
      },
    ],
  }
}

/** Of one contract, with how it meets who asks now. */
export function accessBlocks(
  { name, description }: DescribedContract,
  exposure: Exposure | undefined,
): Block[] {
  const who =
    description.access === 'key'
      ? 'It signs nobody in: [where it is protected](/docs/older#open-and-protected) it asks for a key.'
      : 'It signs people in by itself, with tokens of its own.'
  const now = exposure ? [`As you reach this server now it is ${exposure}.`] : []
  const demo = description.demo
    ? [`${description.demo.title}: [\`${description.demo.path}\`](${description.demo.path})`]
    : []
  const places = Object.values(description.documents ?? {}).map(({ path }) => `\`${path}\``)
  const older =
    places.length > 0 ? [`Its documents are also where its clients look for them: ${places.join(', ')}.`] : []
  return [
    {
      list: [
        who,
        ...now,
        ...demo,
        ...older,
        `Tagged \`${name}\` in [openapi.json](/v1/openapi.json) and [asyncapi.json](/v1/asyncapi.json).`,
      ],
    },
  ]
}

function nowBlocks(
  contracts: readonly DescribedContract[],
  exposures: ReadonlyMap<string, Exposure> | undefined,
): Block[] {
  if (!exposures) return []
  const words = contracts.map(({ name }) => `\`${name}\` ${exposures.get(name) ?? 'unknown'}`)
  return [{ text: `As you reach this server now: ${words.join(', ')}.` }]
}

function demoBlocks(contracts: readonly DescribedContract[]): Block[] {
  const links = contracts.flatMap(({ description: { demo } }) =>
    demo ? [`${demo.title}, at [\`${demo.path}\`](${demo.path})`] : [],
  )
  return links.length > 0 ? [{ text: `To try: ${links.join('; ')}.` }] : []
}

function listed(contracts: readonly DescribedContract[], access: 'key' | 'token'): string {
  const names = contracts.filter(({ description }) => description.access === access).map(({ name }) => name)
  return names.join(', ').replace(/, ([^,]+)$/, ' and $1')
}

/** The collections: what lies below them need not be said. */
function placesOf(paths: readonly string[]): string {
  const roots = new Set(paths.map((path) => path.replace(/\/:.*$/, '')))
  const outer = [...roots].filter((path) => ![...roots].some((one) => path.startsWith(`${one}/`)))
  return outer.map((path) => `\`${path}\``).join(', ')
}
