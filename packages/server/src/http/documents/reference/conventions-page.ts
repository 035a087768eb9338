import { limits } from '@hubbub/protocol'
import { heading, type Page } from './blocks.ts'

const first = `curl -s http://127.0.0.1:3000/v1/sessions -H 'Content-Type: application/json' \\
  -d '{"identifier": "ada", "password": "correct horse battery"}'

curl -s http://127.0.0.1:3000/v1/rooms/general/messages \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{"text": "hello"}'`

export const conventionsPage: Page = {
  path: '',
  title: 'Hubbub API',
  lead: 'Everything the server can be asked, over REST under `/v1` and over Socket.IO in namespace `/v1`. Both carry the same commands with the same rights, limits and errors.',
  blocks: () => [
    {
      list: [
        '[Commands](/docs/commands): what can be asked',
        '[Socket](/docs/socket): connecting, catching up, events',
        '[Types](/docs/types), [Errors](/docs/errors), [Filters](/docs/filters)',
        '[Older APIs](/docs/older): five contracts that are answered on the same port, and which of them ask for a key',
        'For programs: [openapi.json](/v1/openapi.json) (OpenAPI 3.1), [asyncapi.json](/v1/asyncapi.json) (AsyncAPI 3)',
      ],
    },
    { code: first, lang: 'sh' },
    heading(2, 'Signing in', 'signing-in'),
    {
      list: [
        '`Authorization: Bearer …` with an access token or an API key; `X-Api-Key` takes either as well. Never in the address.',
        '`session.create` gives an access token (15 minutes) and a refresh token, good for one `session.refresh`.',
        'Ids are 24 lower-case hex digits. Where a command takes a room, its handle (`general`) does too.',
      ],
    },
    heading(2, 'Bodies', 'bodies'),
    {
      list: [
        '`Content-Type: application/json`, UTF-8 without a byte order mark, no Content-Encoding, 256 KB at most. An empty body is fine where nothing is needed.',
        'Path, query and body are one input. What is said twice must agree. GET and DELETE take the query, the others the body. Lists in a query stand with commas or repeated.',
        `Nesting up to ${limits.jsonDepth} levels, ${limits.jsonNodes} values. U+0000 and half surrogate pairs are refused. Unknown fields are refused.`,
        'Of a key given twice the last counts. Numbers are IEEE doubles: whole numbers beyond 9007199254740991 are not kept exactly; send them as text.',
      ],
    },
    heading(2, 'Safe to repeat', 'repeats'),
    {
      text: 'A write may carry `clientId`, on REST also as `Idempotency-Key`. A repeat with the same id and content has the first outcome and changes nothing, over REST or socket, before or after a restart. The same id with other content is [`idempotency.conflict`](/docs/errors#idempotency.conflict).',
    },
    heading(2, 'Pages', 'pages'),
    {
      text: `Lists take \`limit\` (${limits.pageDefault}, at most ${limits.pageMax}) and \`after\`; the answer's \`next\` goes back in as \`after\`, and \`Link: <…>; rel="next"\` says it too. Messages are read \`before\`, \`after\` or \`around\` a number.`,
    },
    heading(2, 'Conditions', 'conditions'),
    {
      text: 'The ETag of a document is its version in quotes. A write with `If-Match` (or `version`) succeeds only on that version, else [`document.changed`](/docs/errors#document.changed). `If-None-Match` on a read answers 304.',
    },
    heading(2, 'Rates', 'rates'),
    {
      text: 'Each client has 100 requests a second, fewer for signing in and registering. `RateLimit-Policy` and `RateLimit` say what is left; 429 comes with `Retry-After`.',
    },
  ],
}
