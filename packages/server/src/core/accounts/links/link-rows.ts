import type { AccountId, OutputOf } from '@hubbub/protocol'
import type { Put, Remove, Row } from '../../feeds/change-set.ts'
import { serverFeed } from '../../feeds/feed-ids.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { unchanged } from '../../rooms/load-room.ts'
import type { SetPart } from '../../rooms/set-part.ts'
import { isoTime } from '../../time.ts'
import { partsOfToken, sameDigest, tokenOf } from '../secrets.ts'

export type LinkRow = Row<'link'>
export type Purpose = OutputOf<'link.check'>['purpose']

/** Where the page stands that each link opens. */
const pages: Record<Purpose, string> = { setup: '/c/setup', signup: '/c/join', password: '/c/password' }

/** What a link's text says. Nobody follows the feed it stands in; its makers see it through `invite.list`. */
export interface LinkFacts {
  id: string
  createdBy?: AccountId | undefined
  createdAt: string
  expiresAt: string
}

interface NewLink {
  purpose: Purpose
  /** Its row's id. A link of the same id made later takes the earlier one's place. */
  id: string
  createdBy?: AccountId | undefined
  /** A password link: whose. */
  account?: AccountId | undefined
}

export interface MadeLink {
  link: OutputOf<'account.invite'>
  part: SetPart
}

/** A one-time link. Its token is told once and stands in the fragment, which no log and no other site gets to see. */
export function newLink(
  ports: Pick<Ports, 'clock' | 'ids' | 'digests' | 'settings'>,
  { purpose, id, createdBy, account }: NewLink,
): MadeLink {
  const now = ports.clock.now()
  const expires = now + ports.settings.linkLifeMs[purpose]
  const secret = ports.ids.secret()
  const facts: LinkFacts = { id, createdBy, createdAt: isoTime(now), expiresAt: isoTime(expires) }
  const put: Put<'link'> = {
    op: 'put',
    kind: 'link',
    id,
    feed: serverFeed,
    columns: {
      purpose,
      secretHash: ports.digests.digest(secret),
      account: account ?? null,
      expiresAt: expires,
      usedAt: null,
    },
    text: JSON.stringify(facts),
  }
  const token = tokenOf({ id, secret })
  const url = `${ports.settings.publicUrl().replace(/\/$/, '')}${pages[purpose]}#${token}`
  const part = { touches: [serverFeed], expect: [], writes: [put] }
  return { link: { id, url, token, expiresAt: facts.expiresAt }, part }
}

/** The link that a token opens. Unknown, used up, taken back, too old, for something else: all the same. */
export async function openLink(
  ports: Pick<Ports, 'store' | 'clock' | 'digests'>,
  token: string,
  purpose?: Purpose,
): Promise<LinkRow> {
  const parts = partsOfToken(token)
  const link = parts && (await ports.store.read.row('link', parts.id))
  if (!parts || !link || !sameDigest(ports.digests.digest(parts.secret), link.columns.secretHash))
    throw refuse('link.invalid')
  if (link.columns.expiresAt <= ports.clock.now()) throw refuse('link.invalid')
  if (purpose !== undefined && link.columns.purpose !== purpose) throw refuse('link.invalid')
  return link
}

/** Uses a link up: it must still stand, so of fifty who try at once one comes in. */
export const linkUse = (link: LinkRow, at: number): SetPart => ({
  touches: [link.feed],
  expect: [unchanged(link)],
  writes: [linkRemoval(link, at)],
})

export function linkRemoval({ id, feed }: LinkRow, at: number): Remove<'link'> {
  return { op: 'remove', kind: 'link', id, feed, text: JSON.stringify({ id }), at }
}

export function linkFacts({ text }: LinkRow): LinkFacts {
  const { id, createdBy, createdAt, expiresAt } = JSON.parse(text) as LinkFacts
  return { id, createdBy, createdAt, expiresAt }
}
