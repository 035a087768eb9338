import type { UseCases } from '../use-case.ts'
import { followFeed, unfollowFeed } from './follow-feed.ts'
import { listHeads } from './list-heads.ts'
import { syncFeeds } from './sync-feeds.ts'

export const feedUseCases = {
  'feed.sync': syncFeeds,
  'feed.follow': followFeed,
  'feed.unfollow': unfollowFeed,
  'feed.heads': listHeads,
} satisfies Partial<UseCases>
