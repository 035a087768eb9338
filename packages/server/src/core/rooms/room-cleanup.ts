import type { Put, Row } from '../feeds/change-set.ts'
import { settled } from '../feeds/commits.ts'
import { roomFeed, serverFeed, staffFeed } from '../feeds/feed-ids.ts'
import { ownOnce } from '../feeds/once.ts'
import { removedMention } from '../messages/mention-rows.ts'
import type { Ports } from '../ports/ports.ts'
import { leavingWrites } from './joining.ts'
import { unchanged } from './load-room.ts'
import { changeSetOf } from './set-part.ts'

/**
 * What is left of a room after its row went: first everybody is taken out, each learning it in their own feed, then
 * mentions in people's feeds go, then the rows of the room's feeds. Every step may be done again, so that a crash, or
 * two nodes at once, do no harm.
 */
type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

const prefix = 'room-cleanup.'

/** A membership is three rows; a change set holds 200. */
const membersAtOnce = 60
const rowsAtOnce = 200
const erasedAtOnce = 1_000

/** Names a room whose clean-up is not done. */
export const cleanupFact = (room: string): Put<'fact'> => ({
  op: 'put',
  kind: 'fact',
  id: prefix + room,
  feed: serverFeed,
  columns: {},
  text: '{}',
})

/** Goes on with the clean-ups of deleted rooms; answers how many rooms are done with. Asked at start and now and then. */
export async function resumeRoomCleanups(ports: Needs): Promise<number> {
  const facts = await ports.store.read.inFeed('fact', serverFeed, { after: prefix, limit: rowsAtOnce })
  const pending = facts.filter(({ id }) => id.startsWith(prefix))
  for (const fact of pending) await cleanUp(ports, fact)
  return pending.length
}

async function cleanUp(ports: Needs, fact: Row<'fact'>): Promise<void> {
  const room = fact.id.slice(prefix.length)
  await removeEverybody(ports, room)
  await removeMentions(ports, room)
  await erase(ports, staffFeed(room))
  await erase(ports, roomFeed(room))
  await forget(ports, fact.id)
}

/** Their sockets fall silent with the member rows. */
export async function removeEverybody(ports: Needs, room: string): Promise<void> {
  for (;;) {
    const outcome = await ports.commits.decide(async () => {
      const members = await ports.store.read.inFeed('member', roomFeed(room), { limit: membersAtOnce })
      if (members.length === 0) return settled('nobody')
      const now = ports.clock.now()
      return changeSetOf(ownOnce(ports), ...members.map((member) => leavingWrites(member, now)))
    })
    if (outcome.done === 'settled') return
  }
}

async function removeMentions(ports: Needs, room: string): Promise<void> {
  const { read } = ports.store
  for (let seq = 0; ; ) {
    const messages = await read.messages(room, { after: seq, limit: rowsAtOnce })
    for (const { id } of messages.filter(namesSomebody)) await removeMentionsOf(ports, id)
    const last = messages.at(-1)
    if (!last) return
    seq = last.seq ?? Number.POSITIVE_INFINITY
  }
}

/** Inside a JSON string its quotes would be escaped, so this is the field and never what somebody wrote. */
const namesSomebody = ({ text }: Row<'message'>): boolean => text.includes('"mentions":[')

async function removeMentionsOf(ports: Needs, message: string): Promise<void> {
  await ports.commits.decide(async () => {
    const mentions = await ports.store.read.mentionsOf(message)
    if (mentions.length === 0) return settled('none')
    const now = ports.clock.now()
    return changeSetOf(ownOnce(ports), ...mentions.map((mention) => removedMention(mention, now)))
  })
}

async function erase({ store }: Needs, feed: string): Promise<void> {
  while ((await store.erase(feed, erasedAtOnce)) > 0);
}

async function forget(ports: Needs, id: string): Promise<void> {
  await ports.commits.decide(async () => {
    const fact = await ports.store.read.row('fact', id)
    if (!fact) return settled('forgotten')
    return {
      once: ownOnce(ports),
      touches: [serverFeed],
      expect: [unchanged(fact)],
      writes: [{ op: 'remove', kind: 'fact', id, feed: serverFeed, text: '{}', at: ports.clock.now() }],
    }
  })
}
