import type { AccountId } from '@hubbub/protocol'
import { canJoin } from '../../access.ts'
import type { Name, Put } from '../../feeds/change-set.ts'
import { serverFeed } from '../../feeds/feed-ids.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { joiningWrites } from '../../rooms/joining.ts'
import { absent } from '../../rooms/load-room.ts'
import { newRoom } from '../../rooms/new-room.ts'
import { changeSetOf, type SetPart } from '../../rooms/set-part.ts'

const handle = 'general'
const name: Name = { space: 'handle', name: handle }
/** Remembers that the room was made, so that an owner may delete it for good. */
const madeFact = 'general-made'

/** Makes the room that everybody joins who signs up, at the first start of a store. */
export async function ensureGeneral(
  ports: Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>,
): Promise<void> {
  const { read } = ports.store
  if (await read.row('fact', madeFact)) return
  const once = ownOnce(ports)
  await ports.commits.decide(async () => {
    const fact = factPut(madeFact)
    const isMade = (await read.row('fact', madeFact)) !== undefined || (await read.owner(name)) !== undefined
    const remembered: SetPart = { touches: [serverFeed], expect: [], writes: [fact] }
    return isMade ? changeSetOf(once, remembered) : changeSetOf(once, remembered, newGeneral(ports))
  })
}

function newGeneral(ports: Pick<Ports, 'clock' | 'ids'>): SetPart {
  const now = ports.clock.now()
  const facts = { type: 'public', name: 'General', handle, posting: 'everyone' } as const
  const room = newRoom(facts, { id: ports.ids.next(), now })
  return {
    touches: [room.feed],
    expect: [absent('fact', madeFact, serverFeed)],
    writes: [room, { op: 'claim', name, owner: room.id }],
  }
}

const factPut = (id: string): Put<'fact'> => ({
  op: 'put',
  kind: 'fact',
  id,
  feed: serverFeed,
  columns: {},
  text: JSON.stringify({ id }),
})

/** Who signs up joins #general, where there is one that takes them. */
export async function joiningGeneral(
  ports: Pick<Ports, 'store' | 'clock' | 'settings'>,
  account: AccountId,
): Promise<SetPart> {
  const { read } = ports.store
  const id = await read.owner(name)
  const room = id === undefined ? undefined : await read.row('room', id)
  const nothing: SetPart = { touches: [], expect: [], writes: [] }
  if (!room || !canJoin(room) || room.columns.archived === 1) return nothing
  const places = { count: 'member', feed: room.feed, fewerThan: ports.settings.membersPerRoom } as const
  if ((await read.countInFeed(places.count, places.feed)) >= places.fewerThan) return nothing
  const joining = joiningWrites({ room, account, role: 'member', now: ports.clock.now() })
  return { ...joining, expect: [...joining.expect, places] }
}
