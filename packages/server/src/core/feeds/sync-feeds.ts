import { type FeedId, type InputOf, limits, type OutputOf } from '@hubbub/protocol'
import { mayFollow } from '../audience.ts'
import type { AccountCaller } from '../caller.ts'
import { type Encoded, encoded, Raw, rawList, rawObject } from '../encoded.ts'
import type { Ports } from '../ports/ports.ts'
import { profilesOf } from '../profiles-beside.ts'
import type { FeedHead, Row } from './change-set.ts'
import { headOf } from './heads.ts'
import { accountsNamedBy } from './named-accounts.ts'
import { rangeOf } from './range.ts'

type Asked = InputOf<'feed.sync'>['feeds'][number]
type Needs = Pick<Ports, 'store'>

/** What one answer may still carry. */
interface Room {
  items: number
  bytes: number
}

/** What changed in each feed since the version the caller has; or a `reset`, where that cannot be told. */
export async function syncFeeds(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'feed.sync'>,
): Promise<Encoded<OutputOf<'feed.sync'>>> {
  const heads = await ports.store.read.heads(input.feeds.map(({ feed }) => feed))
  const room: Room = { items: limits.syncItems, bytes: limits.syncBytes }
  const answers: Raw[] = []
  const rows: Row[] = []
  for (const asked of input.feeds) {
    const answer = (await mayFollow(ports, caller, asked.feed))
      ? await syncOne(ports, asked, heads.get(asked.feed), room)
      : { text: new Raw(JSON.stringify({ feed: asked.feed, gone: true })), rows: [] }
    answers.push(answer.text)
    rows.push(...answer.rows)
  }
  const profiles = await profilesOf(ports, accountsNamedBy(rows))
  return encoded({ feeds: rawList(answers), profiles })
}

interface Answered {
  text: Raw
  rows: Row[]
}

async function syncOne(
  ports: Needs,
  asked: Asked,
  known: FeedHead | undefined,
  room: Room,
): Promise<Answered> {
  const { feed, since } = asked
  const { epoch } = ports.store
  const current = known ?? { version: 0, seq: 0, floor: 0 }
  const standing = (more: Record<string, unknown>): Answered => ({
    text: rawObject({ feed, head: headOf(epoch, feed, current), ...more }),
    rows: [],
  })
  const reset = resetOf(asked, epoch, current)
  if (reset) return standing({ reset })
  if (since === undefined || since === current.version) return standing({})
  if (room.items <= 0 || room.bytes <= 0) return standing({ more: true })
  return readOne(ports, feed, since, room)
}

async function readOne(ports: Needs, feed: FeedId, since: number, room: Room): Promise<Answered> {
  const { epoch, read } = ports.store
  const changes = await read.changes(feed, since, { ...room, behind: limits.syncMaxBehind })
  const head = headOf(epoch, feed, changes.head)
  if (since < changes.head.floor) return { text: rawObject({ feed, head, reset: 'floor' }), rows: [] }
  if (changes.tooFar) return { text: rawObject({ feed, head, reset: 'too-far' }), rows: [] }
  room.items -= changes.rows.length
  room.bytes -= changes.rows.reduce((sum, { text }) => sum + text.length, 0)
  const range = rangeOf(epoch, { feed, from: since, to: changes.to, rows: changes.rows })
  return { text: rawObject({ feed, head, range, more: changes.more || undefined }), rows: changes.rows }
}

/** Why the caller's version is of no use here, if it is not. */
function resetOf({ since, epoch }: Asked, ours: string, { version, floor }: FeedHead): string | undefined {
  if (since === undefined) return undefined
  if (epoch !== ours && since > 0) return 'epoch'
  if (since > version) return 'ahead'
  return since < floor ? 'floor' : undefined
}
