import { Type } from 'typebox'
import { Presence, Head, Range } from '../entities/feed.ts'
import { defineEvent } from '../event.ts'
import { FeedId, Id, Time } from '../ids.ts'
import { Profile } from '../entities/account.ts'

export const heads = defineEvent({
  name: 'heads',
  summary: 'Sent once after the handshake: where every feed stands that the account follows by itself.',
  payload: Type.Object({ account: Id, heads: Type.Array(Head) }),
  since: '0.1',
})

export const range = defineEvent({
  name: 'range',
  summary: 'What changed in a followed feed. Ranges of a feed join without holes.',
  payload: Range,
  since: '0.1',
})

export const unfollowed = defineEvent({
  name: 'unfollowed',
  summary: 'This feed is not yours to follow any more; nothing more of it will come.',
  payload: Type.Object({ feed: FeedId }),
  since: '0.1',
})

export const resync = defineEvent({
  name: 'resync',
  summary: 'You read too slowly and ranges were dropped: ask feed.sync for these feeds.',
  payload: Type.Object({ feeds: Type.Array(FeedId) }),
  since: '0.1',
})

export const presence = defineEvent({
  name: 'presence',
  summary: 'What became of people you watch, batched each second.',
  payload: Type.Object({ changes: Type.Array(Presence) }),
  since: '0.1',
})

export const signal = defineEvent({
  name: 'signal',
  summary: 'A short-lived hint that may be lost: typing, or anything your product needs.',
  payload: Type.Object({
    channel: FeedId,
    name: Type.String({ description: '`typing` is ours: data {until}' }),
    from: Id,
    data: Type.Optional(Type.Unknown()),
  }),
  since: '0.1',
})

export const profileChanged = defineEvent({
  name: 'profile',
  summary: 'Somebody you share a room with changed their profile. A hint: `profile.get` is the truth.',
  payload: Type.Object({ profile: Profile }),
  since: '0.1',
})

export const goodbye = defineEvent({
  name: 'goodbye',
  summary: 'The server closes this connection; the reason is a code of the error catalogue, or `shutdown`.',
  payload: Type.Object({
    reason: Type.String(),
    retryAfter: Type.Optional(Type.Number({ description: 'seconds' })),
    at: Type.Optional(Time),
  }),
  since: '0.1',
})

/** Everything the server may tell in namespace `/v1`, by name. */
export const events = [heads, range, unfollowed, resync, presence, signal, profileChanged, goodbye] as const
