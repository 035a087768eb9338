import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { Head } from '../entities/feed.ts'
import { FeedId } from '../ids.ts'

export const followFeed = defineCommand({
  name: 'feed.follow',
  access: 'account',
  scope: 'rooms.read',
  rule: 'Who may follow the feed; on the socket.',
  summary: 'Follows a feed beside those followed by themselves: staff, a collection, the directory.',
  input: Type.Object({ feed: FeedId }, { additionalProperties: false }),
  output: Type.Object({ head: Head }),
  errors: ['feed.not-found', 'feed.too-many'],
  since: '0.1',
})
