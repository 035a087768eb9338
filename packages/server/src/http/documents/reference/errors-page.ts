import { type ErrorCode, errors, retryable } from '@hubbub/protocol'
import { allCommands } from '../catalogue-facts.ts'
import { type Block, heading, type Page } from './blocks.ts'

export const errorsPage: Page = {
  path: '/errors',
  title: 'Errors',
  lead: 'A refusal is an object with a permanent `code` (RFC 9457): the body of a REST answer (`application/problem+json`), and `error` in a socket ack.',
  blocks: () => [
    {
      code: JSON.stringify(
        {
          type: '/docs/errors#room.not-found',
          title: errors['room.not-found'].title,
          status: errors['room.not-found'].status,
          code: 'room.not-found',
          requestId: 'k3Jx-2f',
        },
        null,
        2,
      ),
      lang: 'json',
    },
    {
      list: [
        '`code` never changes its meaning; decide by it. `title` and `detail` are for people and may change.',
        '`errors` says where the input is wrong: a JSON pointer and words.',
        '`retryAfter` (seconds) comes with codes that pass by themselves; REST says it as `Retry-After` too.',
        'A room, account or document that you may not know of answers as one that does not exist.',
      ],
    },
    ...(Object.keys(errors) as ErrorCode[]).flatMap(codeBlocks),
  ],
}

function codeBlocks(code: ErrorCode): Block[] {
  const { status, title } = errors[code]
  const again = retryable.has(code) ? ' The same request may succeed later.' : ''
  const by = allCommands.filter((command) => command.errors.includes(code)).map(({ name }) => name)
  return [
    heading(3, code, code),
    { text: `${status}. ${title}.${again}` },
    ...(by.length > 0
      ? [{ text: `From: ${by.map((name) => `[\`${name}\`](/docs/commands#${name})`).join(', ')}.` }]
      : []),
  ]
}
