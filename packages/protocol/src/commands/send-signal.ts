import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { FeedId } from '../ids.ts'

export const sendSignal = defineCommand({
  name: 'signal.send',
  http: { method: 'POST', path: '/v1/signals' },
  access: 'account',
  scope: 'rooms.write',
  rule: "Who may follow the channel's feed.",
  summary:
    'Sends a short-lived, free-form hint to who follows a feed right now. It may be lost and is never stored.',
  input: Type.Object(
    {
      channel: FeedId,
      name: Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9._-]{0,39}$', description: '`typing` is reserved' }),
      data: Type.Optional(Type.Unknown({ description: '4 KB of JSON at most' })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ reached: Type.Integer({ description: 'connections of this node it was given to' }) }),
  errors: ['feed.not-found', 'request.too-large'],
  since: '0.1',
})
