import { Type } from 'typebox'
import { defineCommand } from '../command.ts'
import { FeedId } from '../ids.ts'

export const unfollowFeed = defineCommand({
  name: 'feed.unfollow',
  access: 'account',
  scope: 'rooms.read',
  rule: 'Anyone signed in, on the socket.',
  summary: 'Stops following a feed.',
  input: Type.Object({ feed: FeedId }, { additionalProperties: false }),
  output: Type.Object({}),
  errors: [],
  since: '0.1',
})
