import type { DoorLog, FeedDoor, FeedEar } from '../ports/door.ts'
import type { Follower, Hub } from '../ports/hub.ts'
import type { Ports } from '../ports/ports.ts'
import { followRooms } from '../rooms/older/live-rooms.ts'

/** Feeds for the server's own adapters: they belong to no account, so nobody's rights are asked and none can end them. */
export function createFeedDoor(
  hub: Pick<Hub, 'attach' | 'detach' | 'join'>,
  ports: Pick<Ports, 'store' | 'ids'>,
  log: DoorLog,
): FeedDoor {
  const follow: FeedDoor['follow'] = (feed, ear) => {
    const id = `contract ${ports.ids.next()}`
    hub.attach(followerOf(id, ear))
    hub.join(id, [feed])
    return () => hub.detach(id)
  }
  return {
    follow,
    followRooms: (ear) => followRooms({ ports, follow, log, ear }),
  }
}

function followerOf(id: string, ear: FeedEar): Follower {
  return {
    id,
    account: undefined,
    hear: (range) => ear.hear(range),
    told: (event) => ear.told?.(event),
    left() {},
    refresh() {},
    end() {},
  }
}
