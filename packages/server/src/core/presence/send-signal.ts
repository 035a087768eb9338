import { type InputOf, limits, type OutputOf } from '@hubbub/protocol'
import { mayFollow } from '../audience.ts'
import type { AccountCaller } from '../caller.ts'
import { roomFeed } from '../feeds/feed-ids.ts'
import { checkPosting, utf8Length } from '../messages/message-rules.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { loadMyRoom } from '../rooms/load-room.ts'
import { isoTime } from '../time.ts'

/** How long a word of typing holds. The server says it, so that all clients agree. */
const typingMs = 6_000

type Needs = Pick<Ports, 'store' | 'live' | 'clock'>

/** Tells the room that the caller is writing. Who may not post does not type either. */
export async function startTyping(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'typing.start'>,
): Promise<OutputOf<'typing.start'>> {
  const now = ports.clock.now()
  const { room, member } = await loadMyRoom(ports, caller, input.room)
  checkPosting(room, member, now)
  ports.live.signal({
    channel: roomFeed(room.id),
    name: 'typing',
    from: caller.account,
    data: { until: isoTime(now + typingMs) },
    except: caller.connection,
  })
  return { for: typingMs }
}

/** A free-form hint to who follows a feed now. The sender's id is the server's word, never the payload's. */
export async function sendSignal(
  ports: Needs,
  caller: AccountCaller,
  { channel, name, data }: InputOf<'signal.send'>,
): Promise<OutputOf<'signal.send'>> {
  if (name === 'typing')
    throw refuse('request.invalid', { detail: 'Use typing.start to say that you are writing.' })
  if (data !== undefined && utf8Length(JSON.stringify(data)) > limits.signalBytes) {
    throw refuse('request.too-large', { detail: `A signal holds ${limits.signalBytes} bytes at most.` })
  }
  if (!(await mayFollow(ports, caller, channel))) throw refuse('feed.not-found')
  const reached = ports.live.signal({ channel, name, from: caller.account, data, except: caller.connection })
  return { reached }
}
