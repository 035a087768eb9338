import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Profile } from '../entities/account.ts'
import { Epoch, SyncAnswer } from '../entities/feed.ts'
import { FeedId, Version } from '../ids.ts'
import { limits } from '../limits.ts'

export const syncFeeds = defineCommand({
  name: 'feed.sync',
  http: { method: 'POST', path: '/v1/feeds/sync' },
  access: 'account',
  scope: 'rooms.read',
  rule: 'Who may follow the feeds.',
  summary: 'Gives what changed in feeds since the versions I have; without `since` only where they stand.',
  input: Type.Object(
    {
      feeds: Type.Array(
        Type.Object(
          { feed: FeedId, since: Type.Optional(Version), epoch: Type.Optional(Epoch) },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: limits.syncFeeds },
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ feeds: Type.Array(SyncAnswer), profiles: Type.Array(Profile) }),
  errors: [],
  since: '0.1',
})
