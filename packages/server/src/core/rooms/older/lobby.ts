import type { AccountCaller } from '../../caller.ts'
import { settled } from '../../feeds/commits.ts'
import type { Name } from '../../feeds/change-set.ts'
import { serverFeed } from '../../feeds/feed-ids.ts'
import { ownOnce } from '../../feeds/once.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { joiningWrites } from '../joining.ts'
import { absent, memberId, unchanged } from '../load-room.ts'
import { newRoom } from '../new-room.ts'
import { changeSetOf, type SetPart } from '../set-part.ts'

const handle = 'lobby'
const handleName: Name = { space: 'handle', name: handle }
/** Remembers which room it is, whatever it comes to be called. */
const factId = 'lobby'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids'>

/** The room that the lobby's contract speaks of; undefined before its first start, or when it was deleted. */
export async function lobbyOf({ store }: Pick<Ports, 'store'>): Promise<string | undefined> {
  const fact = await store.read.row('fact', factId)
  return fact && (JSON.parse(fact.text) as { room: string }).room
}

/** Makes the lobby at the first start, and anew where it was deleted: public, with the contract's bot in it. */
export async function ensureLobby(ports: Needs, caller: AccountCaller): Promise<string> {
  if (caller.contract === undefined) throw refuse('access.denied')
  const { read } = ports.store
  const once = ownOnce(ports)
  let lobby = ''
  await ports.commits.decide(async () => {
    const known = await lobbyOf(ports)
    const room = known === undefined ? undefined : await read.row('room', known)
    lobby = room?.id ?? ports.ids.next()
    const now = ports.clock.now()
    if (!room) return changeSetOf(once, ...(await newLobby(ports, caller, lobby)))
    if (await read.row('member', memberId(lobby, caller.account))) return settled('there')
    return changeSetOf(once, joiningWrites({ room, account: caller.account, role: 'member', now }))
  })
  return lobby
}

async function newLobby(ports: Needs, { account }: AccountCaller, id: string): Promise<SetPart[]> {
  const { read } = ports.store
  const now = ports.clock.now()
  const isHandleFree = (await read.owner(handleName)) === undefined
  const facts = { type: 'public', name: 'Lobby', posting: 'everyone' } as const
  const topic = 'Anybody who reaches this server can read what is said here.'
  const room = newRoom({ ...facts, topic, ...(isHandleFree ? { handle } : {}) }, { id, now })
  const fact = await read.row('fact', factId)
  return [
    {
      touches: [room.feed, serverFeed],
      expect: [fact ? unchanged(fact) : absent('fact', factId, serverFeed)],
      writes: [
        room,
        ...(isHandleFree ? [{ op: 'claim', name: handleName, owner: id } as const] : []),
        {
          op: 'put',
          kind: 'fact',
          id: factId,
          feed: serverFeed,
          columns: {},
          text: JSON.stringify({ id: factId, room: id }),
        },
      ],
    },
    joiningWrites({ room, account, role: 'member', now }),
  ]
}
