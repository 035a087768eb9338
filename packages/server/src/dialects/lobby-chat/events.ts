import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door, DoorSocket, Edge } from '../door.ts'
import { socketError } from './errors.ts'
import type { Lobby } from './lobby.ts'
import { Presence } from './presence.ts'
import { isFault, visitorOf } from './tokens.ts'
import { fieldIn, readContent, readNumber, readUsername } from './translate.ts'

/** The events of the namespace `/`. Answers how to stop. */
export function serveEvents(door: Door, lobby: Lobby): () => void {
  const presence = new Presence(door)
  const shownBy = door.sockets.identify<Visitor>({
    namespaces: ['/'],
    async prove(token, from) {
      const shown = await visitorOf(door, token, from)
      return isFault(shown) ? undefined : { is: shown }
    },
  })

  /** Whose token came with a `join`, or with the handshake. One of another name, or no good, is as good as none. */
  async function proofOf(socket: DoorSocket, payload: unknown, name: string): Promise<Visitor | undefined> {
    const token = fieldIn(payload, 'token')
    const before = shownBy(socket)
    if (typeof token !== 'string') return before?.name === name ? before : undefined
    const shown = await visitorOf(door, token, edgeOf(socket))
    return isFault(shown) || shown.name !== name ? undefined : shown
  }

  /** The token travels with each event; the name beside it must be its own. */
  async function visitorIn(socket: DoorSocket, payload: unknown): Promise<Visitor> {
    const token = fieldIn(payload, 'token')
    if (typeof token !== 'string') throw refuse('auth.required', { detail: 'Token is required' })
    const shown = await visitorOf(door, token, edgeOf(socket))
    if (isFault(shown)) throw refuse('auth.invalid-token', { detail: shown.msg })
    if (fieldIn(payload, 'username') !== shown.name) {
      throw refuse('access.denied', { detail: 'Username does not match the token' })
    }
    presence.trust(socket, shown)
    return shown
  }

  door.sockets.on({
    namespaces: ['/'],
    error: socketError,
    events: {
      async join(socket, payload) {
        const name = readUsername(payload)
        await presence.join(socket, name, await proofOf(socket, payload, name))
      },
      leave: (socket, payload) => presence.leave(socket, readUsername(payload)),
      async new_message(socket, payload) {
        const visitor = await visitorIn(socket, payload)
        await lobby.send(visitor, readContent(payload), edgeOf(socket))
      },
      async edit_message(socket, payload) {
        const visitor = await visitorIn(socket, payload)
        const seq = readNumber(fieldIn(payload, 'messageId'))
        await lobby.edit(visitor, seq, () => readContent(payload), edgeOf(socket))
      },
      async delete_message(socket, payload) {
        const visitor = await visitorIn(socket, payload)
        await lobby.remove(visitor, readNumber(fieldIn(payload, 'messageId')), edgeOf(socket), 'fine')
      },
    },
  })
  return () => presence.stop()
}

const edgeOf = ({ address, id }: DoorSocket): Edge => ({ address, connection: id })
